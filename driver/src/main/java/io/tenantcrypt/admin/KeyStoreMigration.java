package io.tenantcrypt.admin;

/**
 * What a migration of the key tables did.
 *
 * @param from the version that was there; 0 for none
 * @param to the version that is there now
 */
public record KeyStoreMigration(int from, int to) {

  /** Whether there was nothing to do. */
  public boolean upToDate() {
    return from == to;
  }
}
