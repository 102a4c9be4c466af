package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.CatalogSource;
import io.tenantcrypt.catalog.ConnectionSource;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rehearses a tenant's whole life on the real database and the real KMS, with a tenant of its own
 * that nobody's data is kept under: it is made, written through the driver, read, rotated, found
 * under the new key only, and shredded. Safe for several threads; each rehearsal has a tenant of
 * its own.
 *
 * <p>It makes no table. It puts two rows into one that is there, under a random tenant, and removes
 * them at the end, also where something failed; a process that is killed meanwhile leaves them,
 * under a tenant whose id begins with {@code rehearsal-} (a UUID or an integer where the tenancy
 * column takes nothing else). Triggers and defaults of that table run as for every row. What stays
 * is the tombstone and two jobs.
 */
public final class Rehearsal {

  /** Connections through the driver, for one tenant. */
  @FunctionalInterface
  public interface Bound {
    /** A new one, in autocommit; whoever asks for it closes it. */
    Connection open(TenantId tenant) throws SQLException;
  }

  private final KeyRuntime runtime;
  private final Policy policy;
  private final ConnectionSource data;
  private final Bound bound;
  private final CatalogSource catalog;
  private final Jobs jobs;
  private final Shredding shredding;

  Rehearsal(
      KeyRuntime runtime,
      Policy policy,
      ConnectionSource data,
      Bound bound,
      CatalogSource catalog,
      Jobs jobs,
      Shredding shredding) {
    this.runtime = runtime;
    this.policy = policy;
    this.data = data;
    this.bound = bound;
    this.catalog = catalog;
    this.jobs = jobs;
    this.shredding = shredding;
  }

  /** In the first table of the policy that can be used, told to nobody on the way. */
  public RehearsalReport run() {
    return run(Optional.empty(), step -> {});
  }

  /**
   * Rehearses. It takes about four times {@code keys.cache.ring}, since a rotation and a shredding
   * wait until every instance has seen them, and longer where transactions stay open.
   *
   * @param table as the policy names it; empty for the first that can be used
   * @param told of each step as it ends
   * @return what came of it; a step that fails is no exception
   */
  public RehearsalReport run(Optional<String> table, Consumer<RehearsalReport.Step> told) {
    return new RehearsalRun(this, KeyId.random(), told).run(table);
  }

  KeyRuntime runtime() {
    return runtime;
  }

  Policy policy() {
    return policy;
  }

  ConnectionSource data() {
    return data;
  }

  Bound bound() {
    return bound;
  }

  CatalogSource catalog() {
    return catalog;
  }

  Jobs jobs() {
    return jobs;
  }

  Shredding shredding() {
    return shredding;
  }
}
