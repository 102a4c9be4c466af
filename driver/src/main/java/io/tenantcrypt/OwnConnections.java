package io.tenantcrypt;

import io.tenantcrypt.catalog.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * Opens the runtime's own connections to the real database, the way the application last did with
 * success: passwords may be tokens that end. Safe for use by several threads.
 */
final class OwnConnections {

  /** Opens a connection of the real driver. */
  @FunctionalInterface
  interface Opening {
    Connection open(Properties properties) throws SQLException;
  }

  private final Opening opening;
  private volatile Properties proven;

  OwnConnections(Opening opening, Properties first) {
    this.opening = opening;
    this.proven = copy(first);
  }

  /** Notes that the database let the application in with these. */
  void proven(Properties properties) {
    proven = copy(properties);
  }

  Connection open() throws SQLException {
    return marked(opening.open(copy(proven)));
  }

  /** A connection under another role. */
  Connection openAs(String user, String password) throws SQLException {
    Properties other = copy(proven);
    other.setProperty("user", user);
    other.setProperty("password", password);
    return marked(opening.open(other));
  }

  /** Where sessions have names: no application sends over it, which a rotation wants to know. */
  private static Connection marked(Connection connection) throws SQLException {
    try {
      if (Product.of(connection).equals(Optional.of(Product.POSTGRESQL))) {
        connection.setClientInfo("ApplicationName", Product.OWN_SESSION);
      }
      return connection;
    } catch (SQLException e) {
      try {
        connection.close();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private static Properties copy(Properties properties) {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }
}
