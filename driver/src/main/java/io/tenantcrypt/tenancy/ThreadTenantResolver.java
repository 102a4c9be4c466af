package io.tenantcrypt.tenancy;

import org.jspecify.annotations.Nullable;

/** The setting {@code thread}: the tenant of {@link TenantContext}. */
public final class ThreadTenantResolver implements TenantResolver {

  /** Stateless. */
  public ThreadTenantResolver() {}

  @Override
  public @Nullable String currentTenant() {
    return TenantContext.current();
  }
}
