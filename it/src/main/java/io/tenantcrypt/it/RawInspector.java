package io.tenantcrypt.it;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Looks at a database past the driver under test, over a connection of its own: every byte of every
 * column of every table that is not the server's.
 */
public final class RawInspector {

  private static final String TABLES =
      """
      SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'S')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
      ORDER BY 1
      """;

  private final String plainUrl;

  /** An inspector of the database behind a plain driver's URL. */
  public RawInspector(String plainUrl) {
    this.plainUrl = plainUrl;
  }

  /**
   * Where any of the texts occurs, as text, as UTF-8 bytes or as hex in either case.
   *
   * @return {@code schema.table.column holds text <index>} for each find; the text itself is not
   *     repeated
   */
  public List<String> find(Collection<String> texts) throws SQLException {
    List<Needle> needles = new ArrayList<>();
    for (String text : texts) {
      needles.add(new Needle(needles.size(), text));
    }
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(plainUrl)) {
      for (String table : tables(connection)) {
        scan(connection, table, needles, found);
      }
    }
    return found;
  }

  /**
   * Fails if any of the texts occurs anywhere.
   *
   * @throws AssertionError naming the columns, not the texts
   */
  public void assertNone(Collection<String> texts) throws SQLException {
    List<String> found = find(texts);
    if (!found.isEmpty()) {
      throw new AssertionError("plaintext in the database: " + found);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static void scan(
      Connection connection, String table, List<Needle> needles, List<String> found)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          byte[] value = rows.getBytes(column);
          String text = rows.getString(column);
          for (Needle needle : needles) {
            if (value != null && needle.occursIn(value, text)) {
              found.add(
                  table
                      + "."
                      + rows.getMetaData().getColumnName(column)
                      + " holds text "
                      + needle.index());
            }
          }
        }
      }
    }
  }

  /** A text in the forms in which it is looked for. */
  private static final class Needle {

    private final int index;
    private final String text;
    private final byte[] bytes;
    private final String hex;

    Needle(int index, String text) {
      this.index = index;
      this.text = text;
      this.bytes = text.getBytes(StandardCharsets.UTF_8);
      this.hex = HexFormat.of().formatHex(bytes);
    }

    int index() {
      return index;
    }

    boolean occursIn(byte[] value, String shown) {
      return Bytes.contains(value, bytes)
          || shown.contains(text)
          || shown.toLowerCase(Locale.ROOT).contains(hex);
    }
  }
}
