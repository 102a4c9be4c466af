package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.tenancy.TenantId;

/** Seals canonical bytes and opens cells under tenants' keys. Safe for several threads. */
public interface Protection {

  /**
   * A sealer for one execution; the key lease ends with it.
   *
   * @param tenant the session's; columns of shared tables are sealed under the platform tenant
   *     whatever it is
   */
  Sealer sealer(TenantId tenant);

  /**
   * An opener for one column of one result set. It is for one thread at a time and holds no lease
   * between calls.
   *
   * @param connector whose getters it answers like
   */
  Opener opener(TenantId tenant, ProtectedColumn column, Connector connector);

  /** Openers for the columns of one result set. */
  default Openers openers(TenantId tenant, Connector connector) {
    return column -> opener(tenant, column, connector);
  }
}
