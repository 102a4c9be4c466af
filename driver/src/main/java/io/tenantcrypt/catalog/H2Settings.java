package io.tenantcrypt.catalog;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The settings of an H2 database by which it reads text.
 *
 * @param reading how it reads text
 * @param exactText whether two texts are equal only if they are the same
 */
public record H2Settings(Reading.H2 reading, boolean exactText) {

  /** The versions whose scanner and grammar were looked at. */
  private static final String VERSION = "2.4.";

  private static final Set<String> MODES = Set.of("REGULAR", "POSTGRESQL");

  /** A database of one connection alone, so that no other sees its catalog. */
  private static final String UNNAMED = "jdbc:h2:mem:";

  /**
   * Requires that a database can be used through this driver.
   *
   * @throws TenantCryptException TC040 where names or text mean something that is not followed, or
   *     where no second connection sees the same database
   * @throws SQLException as the real driver throws it
   */
  public static void require(Connection connection) throws SQLException {
    if (UNNAMED.equals(connection.getMetaData().getURL())) {
      throw refused(
          "A database in memory without a name is each connection's own, so its catalog cannot be"
              + " read over another",
          "give it a name");
    }
    read(connection);
  }

  /**
   * Reads them.
   *
   * @throws TenantCryptException TC040 where names or text mean something that is not followed
   * @throws SQLException as the real driver throws it
   */
  public static H2Settings read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return read(statement);
    }
  }

  static H2Settings read(Statement statement) throws SQLException {
    Map<String, String> found = new HashMap<>();
    Rows.each(
        statement,
        H2Queries.SETTINGS,
        row -> found.put(row.getString(1), String.valueOf(row.getString(2))));
    return of(found);
  }

  static H2Settings of(Map<String, String> found) {
    String version = found.getOrDefault("info.VERSION", "");
    if (!version.startsWith(VERSION)) {
      throw refused(
          "The version of H2 is none that this driver knows (2.4)", "use one, such as 2.4.240");
    }
    String mode = found.getOrDefault("MODE", "").toUpperCase(Locale.ROOT);
    if (!MODES.contains(mode)) {
      throw refused(
          "H2's mode is neither REGULAR nor PostgreSQL, and others read SQL differently",
          "take MODE out of the URL");
    }
    if (flag(found, "CASE_INSENSITIVE_IDENTIFIERS")) {
      throw refused(
          "H2 takes names in quotes for the same whatever their case",
          "take" + " CASE_INSENSITIVE_IDENTIFIERS out of the URL");
    }
    boolean upper = flag(found, "DATABASE_TO_UPPER");
    if (upper == flag(found, "DATABASE_TO_LOWER")) {
      throw refused(
          "H2 folds unquoted names to neither upper nor lower case",
          "use DATABASE_TO_LOWER=TRUE, or take DATABASE_TO_UPPER out of the URL");
    }
    if (!found.getOrDefault("IGNORECASE", "0").equals("0")) {
      throw refused(
          "IGNORECASE makes texts equal that differ by case",
          "take it out of the URL, or SET"
              + " IGNORECASE FALSE over a connection of H2's own driver");
    }
    if (found.containsKey("NON_KEYWORDS")) {
      throw refused(
          "NON_KEYWORDS makes names of words that are keywords elsewhere",
          "quote such names and take it out of the URL");
    }
    if (flag(found, "OLD_INFORMATION_SCHEMA")) {
      throw refused("OLD_INFORMATION_SCHEMA shows the catalog of H2 1", "take it out of the URL");
    }
    String collation = found.getOrDefault("COLLATION", "OFF").toUpperCase(Locale.ROOT);
    return new H2Settings(
        new Reading.H2(mode.equals("POSTGRESQL"), upper),
        collation.startsWith("OFF") || collation.contains("STRENGTH IDENTICAL"));
  }

  private static boolean flag(Map<String, String> settings, String name) {
    return settings.getOrDefault(name, "").equalsIgnoreCase("true");
  }

  private static TenantCryptException refused(String what, String way) {
    return new TenantCryptException(
        ErrorCode.TC040, what + ", so no statement is let through; " + way + ".");
  }
}
