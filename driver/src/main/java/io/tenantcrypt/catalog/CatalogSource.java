package io.tenantcrypt.catalog;

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
}
