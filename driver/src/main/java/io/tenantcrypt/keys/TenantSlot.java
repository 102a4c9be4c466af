package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the cache holds of one tenant: the ring as last read, and the live keys. */
final class TenantSlot {

  /**
   * A ring and until when it is believed.
   *
   * @param sealing the version that new cells are sealed under; 0 for none
   */
  private record Reading(TenantRing ring, int sealing, long completed, long until, long refreshAt) {

    static Reading of(TenantRing ring, long completed, long until, long refreshAt) {
      return new Reading(ring, sealing(ring), completed, until, refreshAt);
    }

    /** Found once a reading, since it is asked for each statement that is sent. */
    private static int sealing(TenantRing ring) {
      return ring.state() == TenantState.ACTIVE
          ? ring.active(KeyPurpose.DEK).map(KeyRow::version).orElse(0)
          : 0;
    }

    Reading refreshedAt(long next) {
      return new Reading(ring, sealing, completed, until, next);
    }
  }

  private final TenantId tenant;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentMap<Integer, LiveKey> keys = new ConcurrentHashMap<>();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final AtomicLong nextForced;
  private final Refusals refusals;
  private volatile @Nullable Reading reading;

  /** The key that was remembered last, for most look-ups want this one. */
  private volatile @Nullable LiveKey newest;

  private volatile boolean ended;

  TenantSlot(TenantId tenant, Ticker ticker) {
    this.tenant = tenant;
    this.ticker = ticker;
    this.refusals = new Refusals(ticker);
    this.nextForced = new AtomicLong(ticker.now());
  }

  TenantId tenant() {
    return tenant;
  }

  /** What the KMS has refused. */
  Refusals refusals() {
    return refusals;
  }

  /** The last reading, while it may be acted upon: looked at once, since another may come in. */
  private @Nullable Reading believedReading(long now) {
    Reading last = reading;
    return last != null && !ended && now - last.until() < 0 ? last : null;
  }

  /** Whether the ring as last read may still be acted upon. */
  boolean believed(long now) {
    return believedReading(now) != null;
  }

  /** How long ago the reading began that is believed, in nanoseconds; 0 if none is. */
  long age(long now) {
    Reading last = believedReading(now);
    return last != null ? now - (last.until() - ticker.ring()) : 0;
  }

  /**
   * Whether new cells are sealed under a version, by a ring that is believed: not for a tenant that
   * is suspended.
   */
  boolean seals(int version, long now) {
    Reading last = believedReading(now);
    return last != null && last.sealing() == version;
  }

  /** Whether cells may be opened with a key, by a ring that is believed. */
  boolean opens(LiveKey key, long now) {
    Reading last = believedReading(now);
    return last != null && usable(last.ring(), key);
  }

  /** The ring, if a reading that began since has come in. */
  Optional<TenantRing> readSince(long since) {
    Reading last = reading;
    return last != null && last.until() - ticker.ring() - since > 0
        ? Optional.of(last.ring())
        : Optional.empty();
  }

  /** The ring, if it is still believed. */
  Optional<TenantRing> ring(long now) {
    return Optional.ofNullable(believedReading(now)).map(Reading::ring);
  }

  /**
   * Takes over a ring as just read; keys that may not be used any more leave the cache.
   *
   * @param asked when the reading began, by the ticker
   * @throws TenantCryptException TC036 if it is older than one that this instance has read before
   */
  TenantRing install(TenantRing ring, long asked) {
    lock.lock();
    try {
      Reading last = reading;
      if (last != null && ring.epoch() < last.ring().epoch()) {
        if (asked - last.completed() < 0) {
          // Both readings were under way at once, and the other saw more.
          return last.ring();
        }
        throw setBack();
      }
      // First the keys and then the ring: who has seen the ring opens nothing that it forbids.
      boolean evicted = last != null && mayEvict(last.ring(), ring);
      for (LiveKey key : keys.values()) {
        if (evicted || !usable(ring, key)) {
          key.evict();
        }
      }
      reading =
          Reading.of(ring, ticker.now(), asked + ticker.ring(), asked + ticker.ringRefreshAfter());
      return ring;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether somebody may have asked for the cached keys to be dropped since: by a change of nothing
   * but the epoch. Of several changes since the last reading, one may have been that.
   */
  private static boolean mayEvict(TenantRing before, TenantRing now) {
    long changes = now.epoch() - before.epoch();
    return changes > 1 || (changes == 1 && now.sameButEpoch(before));
  }

  private TenantCryptException setBack() {
    return new TenantCryptException(
        ErrorCode.TC036,
        "The key tables hold an older state of tenant "
            + tenant
            + " than this instance has read before: they were set back. If they were restored"
            + " from a backup on purpose, restart every instance; else look at who can write to"
            + " them.");
  }

  private static boolean usable(TenantRing ring, LiveKey key) {
    return ring.state() == TenantState.ACTIVE
        && ring.version(KeyPurpose.DEK, key.version())
            .filter(row -> row.state().opens() && row.check().equals(key.check()))
            .isPresent();
  }

  /** Whether it is time to read the ring ahead, and nobody does; who gets true ends it. */
  boolean beginRefresh(long now) {
    Reading last = reading;
    return last != null && now - last.refreshAt() >= 0 && refreshing.compareAndSet(false, true);
  }

  /** The ring was read ahead, or could not be: not before a while again. */
  void endRefresh(long now) {
    lock.lock();
    try {
      Reading last = reading;
      if (last != null && now - last.refreshAt() >= 0) {
        reading = last.refreshedAt(now + ticker.ringRetryAfter());
      }
      refreshing.set(false);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the ring may be read before its time, for a version that it does not know. */
  boolean mayForce(long now) {
    long next = nextForced.get();
    return now - next >= 0 && nextForced.compareAndSet(next, now + ticker.forced());
  }

  @Nullable LiveKey key(int version) {
    LiveKey last = newest;
    return last != null && last.version() == version ? last : keys.get(version);
  }

  /**
   * Takes a key into the cache.
   *
   * @return false if a ring that was read since the key was asked for does not allow it
   */
  boolean remember(LiveKey key) {
    lock.lock();
    try {
      Reading last = reading;
      if (last == null || !usable(last.ring(), key)) {
        return false;
      }
      LiveKey old = keys.put(key.version(), key);
      newest = key;
      if (old != null) {
        old.evict();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void forget(LiveKey key) {
    keys.remove(key.version(), key);
    if (newest == key) {
      newest = null;
    }
  }

  boolean isIdle() {
    return keys.isEmpty();
  }

  boolean hasEnded() {
    return ended;
  }

  void evictAll() {
    keys.values().forEach(LiveKey::evict);
  }

  /** Drops everything; nothing that this slot has read is believed any more. */
  void end() {
    ended = true;
    evictAll();
  }
}
