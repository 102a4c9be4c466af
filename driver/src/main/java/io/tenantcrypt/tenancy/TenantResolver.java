package io.tenantcrypt.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * Names the tenant that the calling thread works for. An application gives a class of its own with
 * a public constructor without parameters by the setting {@code tenantResolver}. Safe for several
 * threads; asked at each execution and for each row, so it must be cheap and do no I/O.
 */
@FunctionalInterface
public interface TenantResolver {

  /** The tenant's canonical id, or null if this thread works for none. */
  @Nullable String currentTenant();
}
