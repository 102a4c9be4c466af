package io.tenantcrypt.protect;

import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The key that opened the last cell of a result set: asking the cache again costs more than a
 * lease. It holds no lease itself. For one thread at a time.
 */
final class LastKey implements Openers {

  private final DataKeys keys;
  private final TenantId tenant;
  private @Nullable DataKey last;

  LastKey(DataKeys keys, TenantId tenant) {
    this.keys = keys;
    this.tenant = tenant;
  }

  @Override
  public Opener of(ProtectedColumn column) {
    boolean platform = column.platform() && !tenant.equals(TenantId.PLATFORM);
    return new CellOpener(platform ? new LastKey(keys, TenantId.PLATFORM) : this, column);
  }

  TenantId tenant() {
    return tenant;
  }

  /** The key of a version, with a lease taken on it. */
  DataKey lease(int version) {
    DataKey held = last;
    if (held != null && held.version() == version && held.acquire()) {
      return held;
    }
    DataKey fresh = keys.opening(tenant, version);
    last = fresh;
    return fresh;
  }
}
