package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Connections that tests use one after the other: to open one takes longer than a statement. */
final class KeptConnections implements AutoCloseable {

  private final Map<String, Connection> open = new HashMap<>();

  /** The one by this URL, as the last test has left it. */
  Connection of(String url) throws SQLException {
    Connection known = open.get(url);
    if (known == null) {
      known = DriverManager.getConnection(url);
      open.put(url, known);
    }
    return known;
  }

  /** The same, not in autocommit mode. */
  Connection inTransactions(String url) throws SQLException {
    Connection connection = of(url);
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : open.values()) {
      connection.close();
    }
    open.clear();
  }
}
