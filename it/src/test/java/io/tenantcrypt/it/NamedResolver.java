package io.tenantcrypt.it;

import io.tenantcrypt.tenancy.TenantResolver;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An application's own resolver, named by its class. */
public final class NamedResolver implements TenantResolver {

  static final AtomicReference<@Nullable String> TENANT = new AtomicReference<>();

  /** For the setting {@code tenantResolver}. */
  public NamedResolver() {}

  @Override
  public @Nullable String currentTenant() {
    return TENANT.get();
  }
}
