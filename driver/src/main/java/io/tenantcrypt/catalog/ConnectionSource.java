package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections of the runtime's own. Safe for use by several threads. */
@FunctionalInterface
public interface ConnectionSource {

  /**
   * A new connection; whoever asks for it closes it.
   *
   * @throws SQLException as the real driver throws it
   */
  Connection open() throws SQLException;
}
