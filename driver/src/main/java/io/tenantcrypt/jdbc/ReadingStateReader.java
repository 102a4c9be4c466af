package io.tenantcrypt.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Asks a session's own connection how it reads text; one implementation a database family. */
@FunctionalInterface
public interface ReadingStateReader {

  /**
   * The session's reading state now.
   *
   * @param raw the session's real connection
   * @param inTransaction whether a transaction is open or would be opened by a query; then nothing
   *     may be sent that fixes its snapshot
   * @throws SQLException as the real driver throws it
   */
  ReadingState read(Connection raw, boolean inTransaction) throws SQLException;
}
