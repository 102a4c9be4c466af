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
              row.getInt(3) == 0));
    }
  }
}
