package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.codec.Decoder;
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
  private final Decoders decoders;
  private final TenantId tenant;
  private final Connector connector;
  private @Nullable DataKey last;
  private @Nullable LastKey platform;
  private long looked;
  private boolean moved = true;

  LastKey(DataKeys keys, Decoders decoders, TenantId tenant, Connector connector) {
    this.keys = keys;
    this.decoders = decoders;
    this.tenant = tenant;
    this.connector = connector;
  }

  @Override
  public Opener of(ProtectedColumn column) {
    boolean others = column.platform() && !tenant.equals(TenantId.PLATFORM);
    return new CellOpener(others ? ofPlatform() : this, column);
  }

  private LastKey ofPlatform() {
    LastKey known = platform;
    if (known == null) {
      known = new LastKey(keys, decoders, TenantId.PLATFORM, connector);
      platform = known;
    }
    return known;
  }

  @Override
  public void moved() {
    moved = true;
    LastKey known = platform;
    if (known != null) {
      known.moved = true;
    }
  }

  /** Whether a key that was used before may go on without a lease: one look at the clock a row. */
  boolean mayGoOn(DataKey key) {
    return key.mayOpen(looked());
  }

  /** The key of a version, without a lease; null if something must be asked for it. */
  @Nullable DataKey live(int version) {
    DataKey held = last;
    if (held == null || held.version() != version || !mayGoOn(held)) {
      held = keys.live(tenant, version, looked());
      if (held != null) {
        last = held;
      }
    }
    return held;
  }

  private long looked() {
    if (moved) {
      looked = keys.clock();
      moved = false;
    }
    return looked;
  }

  Decoder decoder(ProtectedColumn column) {
    return decoders.of(column, connector);
  }

  TenantId tenant() {
    return tenant;
  }

  /** The key of a version, with a lease taken on it. */
  DataKey lease(int version) {
    DataKey held = last;
    if (held != null && held.version() == version && held.acquire(looked())) {
      return held;
    }
    DataKey fresh = keys.opening(tenant, version);
    last = fresh;
    return fresh;
  }
}
