package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.tenancy.TenantId;
import java.util.Optional;
import java.util.function.Function;

/** Changes a tenant's row and keys as they are now. Safe for several threads. */
final class Change {

  private static final int TRIES = 5;

  private final KeyRuntime runtime;

  Change(KeyRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Whose keys an operator means: a tenant's, or the platform's own.
   *
   * @param id canonical, or {@code $platform}
   * @throws TenantCryptException TC011 if it is neither
   */
  static TenantId named(String id) {
    return id.equals(TenantId.PLATFORM.value()) ? TenantId.PLATFORM : TenantId.of(id);
  }

  /**
   * The tenant as it is now.
   *
   * @throws TenantCryptException TC012 if there is none
   */
  TenantRing require(TenantId tenant) {
    return runtime
        .table()
        .read(tenant)
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC012, "Tenant " + tenant + " is not provisioned."));
  }

  /** As {@link #of}, but for a tenant that was shredded, which stays as it is. */
  TenantRing ofLiving(TenantId tenant, Function<TenantRing, Optional<TenantRing>> changing) {
    return of(
        tenant,
        now -> now.state() == TenantState.SHREDDED ? Optional.of(now) : changing.apply(now));
  }

  /**
   * Changes a tenant; once more where somebody else was quicker. What this process has cached of it
   * is dropped.
   *
   * @param changing gives nothing where somebody else was quicker
   */
  TenantRing of(TenantId tenant, Function<TenantRing, Optional<TenantRing>> changing) {
    for (int i = 0; i < TRIES; i++) {
      Optional<TenantRing> changed = changing.apply(require(tenant));
      if (changed.isPresent()) {
        runtime.dataKeys().evict(tenant);
        return changed.get();
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC031, "Too many change tenant " + tenant + " at once. Try again.");
  }
}
