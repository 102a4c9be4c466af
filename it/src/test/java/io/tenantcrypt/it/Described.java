package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a connection's metadata says of a schema, in lines that can be compared. */
final class Described {

  private Described() {}

  /** All that is known of the tables of schema public. */
  static List<String> of(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      DatabaseMetaData data = connection.getMetaData();
      String catalog = connection.getCatalog();
      List<String> lines = new ArrayList<>();
      List<String> tables = new ArrayList<>();
      try (ResultSet rows = data.getTables(catalog, "public", "%", null)) {
        add(lines, "table", rows);
      }
      try (ResultSet rows =
          data.getTables(catalog, "public", "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
        while (rows.next()) {
          tables.add(rows.getString("TABLE_NAME"));
        }
      }
      try (ResultSet rows = data.getColumns(catalog, "public", "%", "%")) {
        add(lines, "column", rows);
      }
      for (String table : tables) {
        try (ResultSet rows = data.getPrimaryKeys(catalog, "public", table)) {
          add(lines, "primary key", rows);
        }
        try (ResultSet rows = data.getImportedKeys(catalog, "public", table)) {
          add(lines, "foreign key", rows);
        }
        try (ResultSet rows = data.getIndexInfo(catalog, "public", table, false, true)) {
          add(lines, "index", rows);
        }
        try (ResultSet rows =
            data.getBestRowIdentifier(
                catalog, "public", table, DatabaseMetaData.bestRowSession, true)) {
          add(lines, "identifier of " + table, rows);
        }
      }
      try (ResultSet rows = data.getSchemas()) {
        add(lines, "schema", rows);
      }
      return lines.stream().sorted().toList();
    }
  }

  private static void add(List<String> lines, String what, ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    while (rows.next()) {
      StringBuilder line = new StringBuilder(what);
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String label = columns.getColumnLabel(i).toUpperCase(java.util.Locale.ROOT);
        // The name of the database, and how many rows and pages there are, differ; of types that
        // are no text the octet length means nothing, and is not null here.
        if (!label.endsWith("_CAT")
            && !label.endsWith("_CATALOG")
            && !label.equals("CHAR_OCTET_LENGTH")
            && !label.equals("CARDINALITY")
            && !label.equals("PAGES")) {
          line.append(", ").append(label).append('=').append(rows.getString(i));
        }
      }
      lines.add(line.toString());
    }
  }
}
