package io.tenantcrypt.jdbc.delegate;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One call of a setter, to be made at a position of a statement, more than once if need be. */
@FunctionalInterface
public interface Binding {

  /** Makes the call. */
  void apply(PreparedStatement statement, int position) throws SQLException;
}
