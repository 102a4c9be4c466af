package io.tenantcrypt.protect;

import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Holds one lease for the session's tenant and one for the platform's, each when first needed. */
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
  public void close() {
    closed = true;
    DataKey tenants = tenantKey;
    DataKey platforms = platformKey;
    tenantKey = null;
    platformKey = null;
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
