package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.SQLException;
import java.util.Set;

/** What a database's answer about the key tables means. */
final class KeyStoreErrors {

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt.keys");

  /** PostgreSQL and H2 (23505), MySQL and MariaDB (23000). */
  private static final Set<String> DUPLICATE = Set.of("23505", "23000");

  /** Undefined table, undefined schema: PostgreSQL, then H2 and MariaDB. */
  private static final Set<String> MISSING = Set.of("42P01", "3F000", "42S02", "42S04", "90079");

  private static final Set<String> DENIED = Set.of("42501", "90096");

  private KeyStoreErrors() {}

  static boolean isDuplicate(SQLException e) {
    return DUPLICATE.contains(String.valueOf(e.getSQLState()));
  }

  static boolean isMissing(SQLException e) {
    return MISSING.contains(String.valueOf(e.getSQLState()));
  }

  /** The database's exception is no cause: its text may quote rows. Its SQLState says enough. */
  static TenantCryptException translate(SQLException e, String schema) {
    String state = String.valueOf(e.getSQLState());
    if (isMissing(e)) {
      return missing(schema);
    }
    if (DENIED.contains(state)) {
      return new TenantCryptException(
          ErrorCode.TC041,
          "The database role may not do this to the key tables in schema "
              + schema
              + " (SQLState "
              + state
              + "). Grant USAGE on the schema, SELECT on its tables, and INSERT on tenant, key and"
              + " registry where this application provisions tenants.");
    }
    return new TenantCryptException(
        ErrorCode.TC030,
        "The database that holds the key tables in schema "
            + schema
            + " did not answer as it should (SQLState "
            + state
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

  static void debug(String what, SQLException e) {
    LOG.log(System.Logger.Level.DEBUG, "{0} (SQLState {1})", what, e.getSQLState());
  }
}
