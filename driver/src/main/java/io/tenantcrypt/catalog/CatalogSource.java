package io.tenantcrypt.catalog;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where snapshots come from: a connection of the runtime's own, never the application's. Safe for
 * use by several threads.
 */
public interface CatalogSource {

  /**
   * The newest snapshot, at most as old as the source's bound. Reads the database when none is
   * there or it has grown too old.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC041 if the catalog cannot be read
   */
  CatalogSnapshot current();

  /**
   * A snapshot read after this call began; calls that wait together share one reading.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC041 if the catalog cannot be read
   */
  CatalogSnapshot refresh();

  /**
   * What one session sees now, its uncommitted changes included: read within its open transaction,
   * and shared with nobody. Its version is negative and never that of another.
   *
   * @param session the session's own connection
   * @throws SQLException as the real driver throws it, above all in an aborted transaction
   * @throws TenantCryptException TC003 where this database's catalog cannot be read so
   */
  default CatalogSnapshot within(Connection session) throws SQLException {
    throw unknown();
  }

  /** Why nothing can be judged after a change that could not be followed. */
  static TenantCryptException unknown() {
    return new TenantCryptException(
        ErrorCode.TC003,
        "The transaction changed the catalog, and then a ROLLBACK TO, or a change that takes or"
            + " moves tables without naming them (such as DROP SCHEMA), left unknown which tables"
            + " there are. Commit or roll back first.");
  }
}
