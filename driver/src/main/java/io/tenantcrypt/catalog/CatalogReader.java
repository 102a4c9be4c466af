package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads one database product's catalog. Stateless; safe for use by several threads. */
@FunctionalInterface
public interface CatalogReader {

  /**
   * Reads the committed catalog as of one moment.
   *
   * @param connection in autocommit, and left so
   * @param version what the snapshot is to be numbered
   * @throws SQLException as the real driver throws it
   */
  CatalogSnapshot read(Connection connection, long version) throws SQLException;

  /**
   * Reads within the transaction that is open on a session's own connection, so that the session's
   * uncommitted changes are in what is read; leaves transaction and settings as they are.
   *
   * @param connection the session's
   * @param version the snapshot's
   * @throws SQLException as the real driver throws it, above all in an aborted transaction
   */
  default CatalogSnapshot readWithin(Connection connection, long version) throws SQLException {
    throw CatalogSource.unknown();
  }
}
