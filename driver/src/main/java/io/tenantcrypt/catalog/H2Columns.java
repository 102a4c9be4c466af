package io.tenantcrypt.catalog;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** H2's columns. */
final class H2Columns {

  /**
   * Equal for the same bytes only. CHARACTER ignores blanks at the end, BINARY fills with zeros,
   * VARCHAR_IGNORECASE says it.
   */
  private static final Set<String> EXACT =
      Set.of(
          "tinyint",
          "smallint",
          "integer",
          "bigint",
          "boolean",
          "binary varying",
          "binary large object",
          "uuid",
          "date");

  /** As exact as the database's collation. */
  private static final Set<String> TEXT = Set.of("character varying", "character large object");

  private static final int GENERAL_ERROR = 50_000;

  private H2Columns() {}

  /**
   * All columns in their tables' order.
   *
   * @throws TenantCryptException TC041 where a materialized view keeps H2 from listing any: version
   *     2.4 fails in a NullPointerException then
   */
  static void each(Statement statement, Rows rows) throws SQLException {
    try {
      Rows.each(statement, H2Queries.COLUMNS, rows);
    } catch (SQLException e) {
      if (e.getErrorCode() != GENERAL_ERROR || materializedViews(statement) == 0) {
        throw e;
      }
      throw new TenantCryptException(
          ErrorCode.TC041,
          "H2 does not list the columns of any table while there is a materialized view, so nothing"
              + " can be judged. Drop the materialized view, or use a version of H2 that does.",
          e);
    }
  }

  private static long materializedViews(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(H2Queries.MATERIALIZED_VIEWS)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A row of {@link #each}, but for the name. */
  static ColumnInfo of(String name, ResultSet row, boolean exactText) throws SQLException {
    String type = row.getString(4).toLowerCase(Locale.ROOT);
    return new ColumnInfo(
        name,
        type,
        row.getString(5).equals("NO"),
        row.getString(6).equals("ALWAYS"),
        EXACT.contains(type) || (TEXT.contains(type) && exactText),
        row.getLong(8));
  }
}
