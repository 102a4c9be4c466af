package io.tenantcrypt.protect;

import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.crypto.ColumnKeys;
import io.tenantcrypt.crypto.DestroyableColumnKey;
import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Data keys without key table and KMS; the same for the same tenant and version. Counts leases. */
public final class TestDataKeys implements DataKeys {

  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  /** Leases that have not ended. */
  public final AtomicInteger leases = new AtomicInteger();

  /** How often a key was asked for. */
  public final AtomicInteger requests = new AtomicInteger();

  /** How often the clock was looked at. */
  public final AtomicInteger looks = new AtomicInteger();

  /** The version that new cells are sealed with; versions above it do not exist. */
  public volatile int current = 1;

  @Override
  public DataKey sealing(TenantId tenant) {
    return opening(tenant, current);
  }

  @Override
  public DataKey opening(TenantId tenant, int version) {
    requests.incrementAndGet();
    if (version > current) {
      throw new TenantCryptException(
          ErrorCode.TC020, "Tenant " + tenant + " has no key version " + version);
    }
    Key key = keys.computeIfAbsent(tenant + "/" + version, name -> new Key(tenant, version));
    leases.incrementAndGet();
    return key;
  }

  @Override
  public @Nullable DataKey live(TenantId tenant, int version, long looked) {
    return version > current ? null : keys.get(tenant + "/" + version);
  }

  @Override
  public long clock() {
    looks.incrementAndGet();
    return 0;
  }

  /** As if all had left the cache: those who hold one must ask again. */
  public void evictAll() {
    keys.values().forEach(key -> key.evicted = true);
    keys.clear();
  }

  /** As if a key left the cache after it was found there and before a cell was opened. */
  public void destroyUnnoticed() {
    keys.values()
        .forEach(
            key -> {
              key.gone = true;
              key.columns.values().forEach(DestroyableColumnKey::destroy);
            });
    keys.clear();
  }

  private final class Key implements DataKey {
    private final TenantId tenant;
    private final int version;
    private final Map<String, DestroyableColumnKey> columns = new ConcurrentHashMap<>();
    private volatile boolean evicted;
    private volatile boolean gone;

    Key(TenantId tenant, int version) {
      this.tenant = tenant;
      this.version = version;
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public boolean acquire() {
      if (evicted || gone) {
        return false;
      }
      leases.incrementAndGet();
      return true;
    }

    @Override
    public boolean acquire(long looked) {
      return acquire();
    }

    @Override
    public boolean mayOpen(long looked) {
      return !evicted;
    }

    @Override
    public boolean seals(long looked) {
      return version == current;
    }

    @Override
    public void release() {
      leases.decrementAndGet();
    }

    @Override
    public ColumnKey column(String domain, String family) {
      return columns.computeIfAbsent(domain + "/" + family, name -> derive(domain, family));
    }

    @Override
    public @Nullable ColumnKey derived(String domain, String family) {
      return columns.get(domain + "/" + family);
    }

    @Override
    public ColumnKey columnToSeal(String domain, String family) {
      return column(domain, family);
    }

    private DestroyableColumnKey derive(String domain, String family) {
      byte[] dek = new byte[ColumnKeys.KEY_LENGTH];
      byte[] seed = (tenant + "/" + version).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(seed, 0, dek, 0, Math.min(seed.length, dek.length));
      try (SecretBytes secret = SecretBytes.take(dek)) {
        return ColumnKeys.derive(secret, version, tenant.value(), domain, family);
      }
    }
  }
}
