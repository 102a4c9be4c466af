package io.tenantcrypt.admin;

import io.tenantcrypt.keys.RingMerge;
import java.time.Instant;
import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param dryRun whether nothing was written
 * @param exported when the export was made
 * @param columns protected columns that were missing on record
 * @param tenants what came of each tenant of the export
 * @param objections protected columns that are recorded otherwise; they stay as they are
 */
public record KeyStoreImport(
    boolean dryRun, Instant exported, int columns, List<Tenant> tenants, List<String> objections) {

  /**
   * What came of a tenant.
   *
   * @param id canonical, or the platform's
   * @param outcome what was done
   * @param reason why not more; empty if there is nothing to say
   */
  public record Tenant(String id, RingMerge.Outcome outcome, String reason) {}

  public KeyStoreImport {
    tenants = List.copyOf(tenants);
    objections = List.copyOf(objections);
  }

  /** How many tenants had this outcome. */
  public long count(RingMerge.Outcome outcome) {
    return tenants.stream().filter(tenant -> tenant.outcome() == outcome).count();
  }

  /** Whether everything could be put together. */
  public boolean ok() {
    return objections.isEmpty() && count(RingMerge.Outcome.CONFLICT) == 0;
  }
}
