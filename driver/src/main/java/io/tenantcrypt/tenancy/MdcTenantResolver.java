package io.tenantcrypt.tenancy;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Takes the tenant from SLF4J's diagnostic context. The only class here that needs SLF4J. */
final class MdcTenantResolver implements TenantResolver {

  private final String key;

  MdcTenantResolver(String key) {
    this.key = key;
  }

  @Override
  public @Nullable String currentTenant() {
    return MDC.get(key);
  }
}
