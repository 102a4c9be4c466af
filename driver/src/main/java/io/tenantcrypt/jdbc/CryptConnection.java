package io.tenantcrypt.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** The connection that an application holds. For one thread at a time, as JDBC connections are. */
@SuppressWarnings("DoNotCallSuggester")
public final class CryptConnection {
  private CryptConnection() {}

  /**
   * Wraps a real connection.
   *
   * @param outerUrl what metadata reports as the URL
   * @throws SQLException as the real driver throws it, or TC041 if the session cannot be read
   */
  public static Connection open(
      Connection raw, JdbcRuntime runtime, JdbcSettings settings, String outerUrl)
      throws SQLException {
    throw new SQLException(raw + " " + runtime + settings + outerUrl);
  }
}
