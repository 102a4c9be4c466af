package io.tenantcrypt.it;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks for protected plaintext in every column of every table of a database of MariaDB. */
final class MariaDbRaw {

  private MariaDbRaw() {}

  /** Where one of the fixture's marks is found. */
  static List<String> marks(String plainUrl, String database) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(plainUrl);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
                  + " AND table_schema = '"
                  + database
                  + "'")) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      for (String table : tables) {
        find(statement, table, found);
      }
    }
    return found;
  }

  private static void find(Statement statement, String table, List<String> found)
      throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT * FROM `" + table + "`")) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        for (int i = 1; i <= columns; i++) {
          Object value = row.getObject(i);
          String text =
              value instanceof byte[] bytes
                  ? new String(bytes, StandardCharsets.UTF_8)
                  : String.valueOf(value);
          if (Rows.MARKS.stream().anyMatch(text::contains)) {
            found.add(table + "." + row.getMetaData().getColumnName(i));
          }
        }
      }
    }
  }
}
