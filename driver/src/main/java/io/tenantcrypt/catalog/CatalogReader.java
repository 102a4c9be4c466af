package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

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

  /**
   * A text that differs after each committed change that a snapshot could show; asking for it costs
   * much less than reading. Null where the database has no such thing.
   *
   * @param connection in autocommit, and left so
   * @throws SQLException as the real driver throws it
   */
  default @Nullable String fingerprint(Connection connection) throws SQLException {
    return null;
  }
}
