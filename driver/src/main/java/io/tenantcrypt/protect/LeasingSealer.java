package io.tenantcrypt.protect;

import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Holds one lease for the session's tenant and one for the platform's, each when first needed. The
 * leases end with the sealing; which keys they were for is remembered until the cells are sent.
 */
final class LeasingSealer implements Sealer {

  private final DataKeys keys;
  private final TenantId tenant;
  private @Nullable DataKey tenantKey;
  private @Nullable DataKey platformKey;
  private boolean closed;

  LeasingSealer(DataKeys keys, TenantId tenant) {
    this.keys = keys;
    this.tenant = tenant;
  }

  @Override
  public Object seal(ProtectedColumn column, byte[] canonical) {
    if (closed) {
      throw new IllegalStateException("A sealer was used after its execution had ended");
    }
    DataKey key = column.platform() ? platformKey() : tenantKey();
    ColumnKey columnKey = key.columnToSeal(column.domain(), column.type().family().label());
    byte[] cell = columnKey.seal(canonical, column.pad());
    return column.storage() == ColumnPolicy.Storage.TEXT ? TextCell.encode(cell) : cell;
  }

  private DataKey tenantKey() {
    DataKey key = tenantKey;
    if (key == null) {
      key = keys.sealing(tenant);
      tenantKey = key;
    }
    return key;
  }

  private DataKey platformKey() {
    DataKey key = platformKey;
    if (key == null) {
      key = keys.sealing(TenantId.PLATFORM);
      platformKey = key;
    }
    return key;
  }

  @Override
  public boolean maySend() {
    DataKey tenants = tenantKey;
    DataKey platforms = platformKey;
    if (tenants == null && platforms == null) {
      return true;
    }
    long now = keys.clock();
    return (tenants == null || tenants.seals(now)) && (platforms == null || platforms.seals(now));
  }

  @Override
  public boolean renewed() {
    DataKey tenants = tenantKey;
    DataKey platforms = platformKey;
    // What was used may have left the cache; what seals now is what to ask from here on.
    DataKey tenantsNow = tenants == null ? null : sealingNow(tenant);
    DataKey platformsNow = platforms == null ? null : sealingNow(TenantId.PLATFORM);
    if (!sameVersion(tenants, tenantsNow) || !sameVersion(platforms, platformsNow)) {
      return false;
    }
    tenantKey = tenantsNow;
    platformKey = platformsNow;
    return true;
  }

  /** The key that seals now, without a lease. */
  private DataKey sealingNow(TenantId of) {
    DataKey now = keys.sealing(of);
    now.release();
    return now;
  }

  @Override
  public boolean covers(Sealer other) {
    return other instanceof LeasingSealer leasing
        && (leasing.tenantKey == null || sameVersion(tenantKey, leasing.tenantKey))
        && (leasing.platformKey == null || sameVersion(platformKey, leasing.platformKey));
  }

  private static boolean sameVersion(@Nullable DataKey one, @Nullable DataKey other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.version() == other.version();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    DataKey tenants = tenantKey;
    DataKey platforms = platformKey;
    try {
      if (tenants != null) {
        tenants.release();
      }
    } finally {
      if (platforms != null) {
        platforms.release();
      }
    }
  }
}
