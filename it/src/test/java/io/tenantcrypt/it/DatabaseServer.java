package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A server that speaks MySQL's protocol: a MariaDB or a MySQL. */
public interface DatabaseServer {

  /** The schemes of the connectors that it is tested through. */
  List<String> schemes();

  /** The URL of a database. */
  String url(String scheme, String database);

  /** The URL of a new, empty database. */
  default String freshUrl(String scheme, String database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(schemes().get(0), "mysql"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS `" + database + "`");
      statement.execute("CREATE DATABASE `" + database + "`");
    }
    return url(scheme, database);
  }
}
