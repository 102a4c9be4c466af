package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.CatalogSource;
import io.tenantcrypt.catalog.ConnectionSource;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.policy.Policy;
import java.util.List;

/** The operations on one runtime's tenants, keys and data, wired. Safe for several threads. */
public final class Operations {

  private final Tenants tenants;
  private final Keys keys;
  private final Jobs jobs;
  private final Instances instances;
  private final Shredding shredding;
  private final Rehearsal rehearsal;

  /**
   * Wires them; asks nobody.
   *
   * @param data connections of the real driver's to the data's database
   * @param bound connections through the driver, for rehearsals
   * @param registered throws if the policy does not name every column that is on record as
   *     protected
   */
  public Operations(
      KeyRuntime runtime,
      Policy policy,
      ConnectionSource data,
      Rehearsal.Bound bound,
      CatalogSource catalog,
      Runnable registered) {
    TenantCells cells = new DataCells(data, catalog, policy, runtime.dataKeys(), registered);
    JobTable table = runtime.jobs();
    Change changes = new Change(runtime);
    TenantPages pages = new TenantPages(runtime.table());
    this.tenants = new Tenants(runtime);
    this.instances = new Instances(runtime.instances());
    this.keys =
        new Keys(
            table,
            changes,
            cells,
            policy.keys(),
            new Schedule(pages, runtime.usage(), table, policy.keys().rotation()));
    ShredCertificates certificates = new ShredCertificates(runtime);
    Shred shred =
        new Shred(
            runtime,
            instances,
            changes,
            new ShredRecording(runtime, data::open),
            certificates,
            policy.keys().cache());
    this.shredding = new Shredding(runtime, changes, shred, certificates);
    this.jobs =
        new Jobs(
            table,
            List.of(
                shred,
                new Rotation(
                    table,
                    instances,
                    runtime.rotating(),
                    changes,
                    cells,
                    policy.keys().cache().ring()),
                new EachTenantJob(
                    Keys.REWRAP,
                    table,
                    pages::forEachAndPlatform,
                    (tenant, job, first) ->
                        changes.ofLiving(tenant, now -> runtime.rewrapping().rewrap(now, first))),
                new EachTenantJob(
                    Keys.MOVE,
                    table,
                    pages::forEach,
                    (tenant, job, first) ->
                        changes.ofLiving(
                            tenant,
                            now ->
                                runtime
                                    .rewrapping()
                                    .move(
                                        now,
                                        String.valueOf(job.specification().get(Keys.TO_TIER)),
                                        now.attributes())))));
    this.rehearsal = new Rehearsal(runtime, policy, data, bound, catalog, jobs, shredding);
  }

  /** Tenants. */
  public Tenants tenants() {
    return tenants;
  }

  /** Operations on keys that take long. */
  public Keys keys() {
    return keys;
  }

  /** The end of a tenant's keys. */
  public Shredding shredding() {
    return shredding;
  }

  /** The whole life of a tenant that nobody's data is kept under. */
  public Rehearsal rehearsal() {
    return rehearsal;
  }

  /** The long operations themselves. */
  public Jobs jobs() {
    return jobs;
  }

  /** Running drivers. */
  public Instances instances() {
    return instances;
  }
}
