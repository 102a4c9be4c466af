package io.tenantcrypt.keys.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the key tables are, seen from the data: what a backup of the one says of the other. */
public enum KeyStorePlace {
  /** In the data's database: a backup of all of it holds both. */
  SAME_DATABASE,
  /** On the data's server, in another database: a backup of its files holds both. */
  SAME_SERVER,
  /** On another server: no backup of the data holds them. */
  APART,
  /** The servers do not tell. */
  NOT_TOLD;

  /**
   * Asks both servers.
   *
   * @param keys to the key tables
   * @param schema of the key tables; on MariaDB and MySQL a database
   * @param data to the data
   */
  static KeyStorePlace of(Connection keys, String schema, Connection data) throws SQLException {
    KeyStoreDialect dialect = KeyStoreDialect.of(keys);
    if (KeyStoreDialect.of(data) != dialect) {
      return APART;
    }
    String server = server(dialect, keys);
    String other = server(dialect, data);
    if (server.isEmpty() || other.isEmpty()) {
      return NOT_TOLD;
    }
    if (!server.equals(other)) {
      return APART;
    }
    String database = dialect == KeyStoreDialect.MYSQL ? schema : dialect.database(keys);
    return database.equals(dialect.database(data)) ? SAME_DATABASE : SAME_SERVER;
  }

  private static String server(KeyStoreDialect dialect, Connection connection) {
    try {
      return dialect.server(connection);
    } catch (SQLException e) {
      // A role that may not ask: then it is not told.
      KeyStoreErrors.debug("A server does not tell which one it is", e);
      return "";
    }
  }
}
