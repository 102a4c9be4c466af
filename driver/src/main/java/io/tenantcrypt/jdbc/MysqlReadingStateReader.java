package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks a MariaDB or MySQL session how it reads text. The question takes no snapshot of rows. */
final class MysqlReadingStateReader implements ReadingStateReader {

  /**
   * Modes that change neither the grammar nor constants, or that the analysis follows. ORACLE and
   * MSSQL have parsers of their own, and EMPTY_STRING_IS_NULL makes another value of a constant.
   */
  private static final Set<String> KNOWN =
      Set.of(
          "",
          "ALLOW_INVALID_DATES",
          "ANSI",
          "ANSI_QUOTES",
          "DB2",
          "ERROR_FOR_DIVISION_BY_ZERO",
          "HIGH_NOT_PRECEDENCE",
          "IGNORE_BAD_TABLE_OPTIONS",
          "IGNORE_SPACE",
          "MAXDB",
          "MYSQL323",
          "MYSQL40",
          "NO_AUTO_CREATE_USER",
          "NO_AUTO_VALUE_ON_ZERO",
          "NO_BACKSLASH_ESCAPES",
          "NO_DIR_IN_CREATE",
          "NO_ENGINE_SUBSTITUTION",
          "NO_FIELD_OPTIONS",
          "NO_KEY_OPTIONS",
          "NO_TABLE_OPTIONS",
          "NO_UNSIGNED_SUBTRACTION",
          "NO_ZERO_DATE",
          "NO_ZERO_IN_DATE",
          "ONLY_FULL_GROUP_BY",
          "PAD_CHAR_TO_FULL_LENGTH",
          "PIPES_AS_CONCAT",
          "POSTGRESQL",
          "REAL_AS_FLOAT",
          "SIMULTANEOUS_ASSIGNMENT",
          "STRICT_ALL_TABLES",
          "STRICT_TRANS_TABLES",
          "TIME_ROUND_FRACTIONAL",
          "TIME_TRUNCATE_FRACTIONAL",
          "TRADITIONAL");

  private static final String STATE =
      "SELECT DATABASE(), @@SESSION.sql_mode, @@GLOBAL.lower_case_table_names, VERSION()";

  @Override
  public ReadingState read(Connection raw, boolean inTransaction) throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery(STATE)) {
      row.next();
      String database = row.getString(1);
      Set<String> modes =
          new HashSet<>(List.of(row.getString(2).toUpperCase(Locale.ROOT).split(",", -1)));
      return new ReadingState(
          database == null ? List.of() : List.of(database.toLowerCase(Locale.ROOT)),
          new Reading.Mysql(
              row.getString(4).toLowerCase(Locale.ROOT).contains("mariadb"),
              modes.contains("ANSI_QUOTES"),
              !modes.contains("NO_BACKSLASH_ESCAPES"),
              modes.contains("PIPES_AS_CONCAT"),
              modes.contains("STRICT_TRANS_TABLES") || modes.contains("STRICT_ALL_TABLES"),
              row.getInt(3) == 0,
              KNOWN.containsAll(modes)));
    }
  }
}
