package io.tenantcrypt.keys;

import io.tenantcrypt.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Gives out tenants' data keys from a cache in front of key table and KMS. Safe for several
 * threads.
 */
public interface DataKeys {

  /**
   * The version that new cells are sealed with, under a lease that the caller ends.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC012, TC013, TC030 to TC037 as the key table
   *     and the KMS answer
   */
  DataKey sealing(TenantId tenant);

  /**
   * A version that an existing cell names, under a lease that the caller ends.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC020 if the tenant has no such version, else
   *     as {@link #sealing}
   */
  DataKey opening(TenantId tenant, int version);

  /**
   * The same without a lease, as {@link DataKey#mayOpen} has it; null if something must be asked
   * for it first.
   *
   * @param looked when the caller last looked at {@link #clock}
   */
  @Nullable DataKey live(TenantId tenant, int version, long looked);

  /** The cache's clock now, for {@link DataKey#mayOpen}; in nanoseconds since some moment. */
  long clock();
}
