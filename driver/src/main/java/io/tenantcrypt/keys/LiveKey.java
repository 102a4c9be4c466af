package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.crypto.ColumnKeys;
import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.tenancy.TenantId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A data key in the cache. The cache holds one reference, each lease another. */
final class LiveKey implements DataKey {

  private final TenantSlot slot;
  private final int version;
  private final KeyCheck check;
  private final SecretBytes dek;
  private final UsageTable usage;
  private final Ticker ticker;
  private final DerivedKeys columns = new DerivedKeys();
  private final AtomicInteger references = new AtomicInteger(2);
  private final AtomicBoolean evicted = new AtomicBoolean();
  private final AtomicBoolean refreshing = new AtomicBoolean();

  /** When it may not seal any more, nor open but while an outage is bridged. */
  private volatile long expires;

  /** When it may not open any more: later than {@link #expires} only in an outage. */
  private volatile long opensUntil;

  private volatile long bridgeEnds;
  private volatile long refreshAt;

  /** Written for each cell and read beside a call to a KMS: an order is all that it needs. */
  private final AtomicLong lastUsed;

  /**
   * A key fresh from the KMS: in the cache, and under a lease of the caller's.
   *
   * @param dek taken over
   * @param usage where messages are reserved
   * @param asked when the KMS was asked, by the ticker
   */
  LiveKey(
      TenantSlot slot, KeyRow row, SecretBytes dek, UsageTable usage, Ticker ticker, long asked) {
    this.slot = slot;
    this.version = row.version();
    this.check = row.check();
    this.dek = dek;
    this.usage = usage;
    this.ticker = ticker;
    this.lastUsed = new AtomicLong(asked);
    extend(asked);
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public boolean acquire() {
    return acquire(ticker.now());
  }

  @Override
  public boolean mayOpen(long looked) {
    long now = ticker.later(looked);
    if (evicted.get() || now - opensUntil >= 0 || !slot.believed(now)) {
      return false;
    }
    if (lastUsed.getPlain() != now) {
      lastUsed.setOpaque(now);
    }
    return true;
  }

  @Override
  public boolean acquire(long looked) {
    return mayOpen(looked) && lease();
  }

  /** Takes a lease to seal with: never while an outage is bridged. */
  boolean acquireToSeal(long looked) {
    return !isExpired(ticker.later(looked)) && acquire(looked);
  }

  @Override
  public boolean seals(long looked) {
    return slot.seals(version, ticker.later(looked));
  }

  private boolean lease() {
    for (int count = references.get(); count > 0; count = references.get()) {
      if (references.compareAndSet(count, count + 1)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void release() {
    int left = references.decrementAndGet();
    if (left == 0) {
      columns.destroy();
      dek.close();
    } else if (left < 0) {
      throw new IllegalStateException("A lease of a data key was ended twice");
    }
  }

  @Override
  public ColumnKey column(String domain, String family) {
    ColumnKey known = derived(domain, family);
    return known != null ? known : derive(domain, family);
  }

  @Override
  public @Nullable ColumnKey derived(String domain, String family) {
    return columns.get(domain, family);
  }

  @Override
  public ColumnKey columnToSeal(String domain, String family) {
    ColumnKey key = column(domain, family);
    columns.meter(domain, family).count();
    return key;
  }

  private ColumnKey derive(String domain, String family) {
    return columns.add(
        domain,
        family,
        () -> ColumnKeys.derive(dek, version, tenant().value(), domain, family),
        () -> new MessageMeter(usage, tenant(), version, domain));
  }

  /** Ends the cache's reference, once. The bytes go with the last lease. */
  void evict() {
    if (evicted.compareAndSet(false, true)) {
      slot.forget(this);
      release();
    }
  }

  /** The KMS has answered for this key again. */
  void extend(long asked) {
    expires = asked + ticker.ttl();
    opensUntil = expires;
    bridgeEnds = asked + ticker.bridged();
    refreshAt = asked + ticker.refreshAfter();
  }

  /**
   * The KMS was asked and is out: cells may be opened a while longer, until it is asked again.
   *
   * @return false if the time for which an outage may be bridged is over
   */
  boolean bridge(long now) {
    if (now - bridgeEnds >= 0) {
      return false;
    }
    long next = now + ticker.retryAfter();
    opensUntil = next - bridgeEnds < 0 ? next : bridgeEnds;
    return true;
  }

  /** Whether it is time to ask the KMS ahead, and nobody does; who gets true calls the other. */
  boolean beginRefresh(long now) {
    return now - refreshAt >= 0 && refreshing.compareAndSet(false, true);
  }

  /** The KMS was asked, or could not be: not before a while again. */
  void endRefresh(long now) {
    if (now - refreshAt >= 0) {
      refreshAt = now + ticker.retryAfter();
    }
    refreshing.set(false);
  }

  /** Whether the KMS must be asked before it is used again. */
  private boolean isExpired(long now) {
    return now - expires >= 0;
  }

  /** Whether nothing can be done with it any more but to overwrite it. */
  boolean isOver(long now) {
    return now - bridgeEnds >= 0;
  }

  boolean isEvicted() {
    return evicted.get();
  }

  TenantId tenant() {
    return slot.tenant();
  }

  TenantSlot slot() {
    return slot;
  }

  KeyCheck check() {
    return check;
  }

  long lastUsed() {
    return lastUsed.getOpaque();
  }
}
