package io.tenantcrypt.keys.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections of the runtime's own to the database that holds the key tables: the real
 * driver's, never the application's and never one of ours. Safe for several threads.
 */
@FunctionalInterface
public interface ConnectionSupplier {

  /** A new connection; the receiver closes it. */
  Connection open() throws SQLException;
}
