package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.SQLException;
import java.util.Set;

/** What a database's answer about the key tables means. */
final class KeyStoreErrors {

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt.keys");

  /**
   * PostgreSQL and H2; then MariaDB and MySQL, whose 23000 is any constraint's: duplicate key, and
   * the same with the key's name.
   */
  private static final Set<String> DUPLICATE = Set.of("23505", "23000/1062", "23000/1586");

  /**
   * Undefined table, undefined schema: PostgreSQL; MariaDB and MySQL, where 42000 alone is a syntax
   * error too; H2, which tells an unknown table from one of similar names and from none at all.
   */
  private static final Set<String> MISSING =
      Set.of(
          "42P01",
          "3F000",
          "42S02/1146",
          "42000/1049",
          "42S02/42102",
          "42S03/42103",
          "42S04/42104",
          "90079");

  /**
   * PostgreSQL; then MariaDB and MySQL: no right to the database, the table, a column, and a right
   * that is none of a database's; then H2: no right, and only an administrator's.
   */
  private static final Set<String> DENIED =
      Set.of("42501", "42000/1044", "42000/1142", "42000/1143", "42000/1227", "90096", "90040");

  /** MariaDB, MySQL, H2 refuse a login; the first two one to the database that the URL names. */
  private static final Set<String> LOGIN =
      Set.of("28000/1045", "28000/1698", "42000/1044", "28000/28000");

  /**
   * Rolled back as a whole, so worth another try: no serial order, deadlock, as the standard and
   * PostgreSQL have it; H2's table or row that waits for another's, and its schema or table that
   * another one has made meanwhile, for which it also has a general error.
   */
  private static final Set<String> ROLLED_BACK =
      Set.of("40001", "40P01", "HYT00/50200", "90131", "90078", "42S01/42101", "HY000/50000");

  private KeyStoreErrors() {}

  static boolean isDuplicate(SQLException e) {
    return isOneOf(DUPLICATE, e);
  }

  static boolean isMissing(SQLException e) {
    return isOneOf(MISSING, e);
  }

  static boolean isRolledBack(SQLException e) {
    return isOneOf(ROLLED_BACK, e);
  }

  /** By SQLState alone, or by SQLState and the vendor's code. */
  private static boolean isOneOf(Set<String> states, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return states.contains(state) || states.contains(state + "/" + e.getErrorCode());
  }

  /** As {@link #translate}, of a failed login: that tables are missing is not known by then. */
  static TenantCryptException connecting(SQLException e, String schema) {
    if (isOneOf(LOGIN, e)) {
      return new TenantCryptException(
          ErrorCode.TC041,
          "The database that holds the key tables in schema "
              + schema
              + " refuses this login (SQLState "
              + e.getSQLState()
              + "). Look at tenantcrypt.keyStoreUrl, its user and password, and the rights to the"
              + " database that it names.");
    }
    return isOneOf(DENIED, e) ? denied(e, schema) : unavailable(e, schema);
  }

  /** The database's exception is no cause: its text may quote rows. Its SQLState says enough. */
  static TenantCryptException translate(SQLException e, String schema) {
    if (isMissing(e)) {
      return missing(schema);
    }
    return isOneOf(DENIED, e) ? denied(e, schema) : unavailable(e, schema);
  }

  private static TenantCryptException denied(SQLException e, String schema) {
    return new TenantCryptException(
        ErrorCode.TC041,
        "The database role may not do this to the key tables in schema "
            + schema
            + " (SQLState "
            + e.getSQLState()
            + "). Grant USAGE on the schema (on MariaDB and MySQL there is no such right), SELECT on"
            + " its tables, INSERT and UPDATE on usage, those and DELETE on instance, INSERT on tenant, key and registry where"
            + " this application provisions tenants, and UPDATE on tenant and key where it"
            + " suspends tenants or wraps their keys otherwise.");
  }

  private static TenantCryptException unavailable(SQLException e, String schema) {
    return new TenantCryptException(
        ErrorCode.TC030,
        "The database that holds the key tables in schema "
            + schema
            + " did not answer as it should (SQLState "
            + e.getSQLState()
            + "). Look at its log and at tenantcrypt.keyStoreUrl.");
  }

  static TenantCryptException missing(String schema) {
    return new TenantCryptException(
        ErrorCode.TC041,
        "There are no key tables in schema "
            + schema
            + ". They are never made by connecting: provision the first tenant with"
            + " TenantCrypt.of(dataSource).tenants().create(…), or run the statements of"
            + " `keystore ddl`.");
  }

  static TenantCryptException crowded(String schema) {
    return new TenantCryptException(
        ErrorCode.TC031,
        "Too many write the same row of the key tables in schema " + schema + ". Try again.");
  }

  static void debug(String what, SQLException e) {
    LOG.log(System.Logger.Level.DEBUG, "{0} (SQLState {1})", what, e.getSQLState());
  }
}
