package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.TenantRing;
import java.time.Instant;
import java.util.List;

/**
 * An export of the key tables, whole and with all its seals verified. Holds wrapped keys only.
 * Immutable.
 */
public final class Exported {

  private final Instant at;
  private final ExportCounts counts;
  private final TenantRing platform;
  private final long revision;
  private final List<RegisteredColumn> columns;
  private final List<TenantRing> tenants;

  Exported(
      Instant at,
      ExportCounts counts,
      TenantRing platform,
      long revision,
      List<RegisteredColumn> columns,
      List<TenantRing> tenants) {
    this.at = at;
    this.counts = counts;
    this.platform = platform;
    this.revision = revision;
    this.columns = List.copyOf(columns);
    this.tenants = List.copyOf(tenants);
  }

  /** When it was made, by the clock of the machine that made it. */
  public Instant at() {
    return at;
  }

  /** How much it holds. */
  public ExportCounts counts() {
    return counts;
  }

  /** The highest policy revision on record. */
  public long revision() {
    return revision;
  }

  /** The protected columns on record, by table and column. */
  public List<RegisteredColumn> columns() {
    return columns;
  }

  /** The tenants by id, the platform's own left out. */
  public List<TenantRing> tenants() {
    return tenants;
  }

  /** The platform's own keys, the registry key among them. */
  public TenantRing platform() {
    return platform;
  }
}
