package io.tenantcrypt.keys;

import io.tenantcrypt.policy.KeyPolicy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time as the cache counts it: nanoseconds of a clock that no administrator and no NTP server sets
 * back. Safe for several threads.
 */
final class Ticker {

  /** Forced readings of one tenant's ring are at least this far apart. */
  private static final long FORCED = Duration.ofSeconds(1).toNanos();

  /** A KMS that refuses a key is not asked for it more often than this. */
  private static final long REFUSED = Duration.ofSeconds(5).toNanos();

  private final LongSupplier nanos;
  private final long ttl;
  private final long ring;
  private final long stale;
  private volatile long ticked;

  Ticker(LongSupplier nanos, KeyPolicy.Cache bounds) {
    this.nanos = nanos;
    this.ttl = bounds.ttl().toNanos();
    this.ring = bounds.ring().toNanos();
    this.stale = bounds.staleIfUnavailable().toNanos();
    tick();
  }

  long now() {
    return nanos.getAsLong();
  }

  /** Remembers the time for {@link #later}. */
  void tick() {
    ticked = now();
  }

  /** The later of a look at the clock and the last tick: no look at the clock. */
  long later(long looked) {
    long last = ticked;
    return last - looked > 0 ? last : looked;
  }

  /** From the KMS's answer to when the key is not believed any more. */
  long ttl() {
    return ttl;
  }

  /** From the KMS's answer to when a key is not used any more even while the KMS is out. */
  long bridged() {
    return ttl + stale;
  }

  /** From a refusal of the KMS to when it is asked for the same key again. */
  long refused() {
    return Math.min(REFUSED, ttl / 12);
  }

  /** From the KMS's answer to when it is asked ahead. */
  long refreshAfter() {
    return ttl - ttl / 4;
  }

  /** From a failed asking ahead to the next. */
  long retryAfter() {
    return ttl / 20;
  }

  /** From a reading of a ring to when it is not believed any more. */
  long ring() {
    return ring;
  }

  long ringRefreshAfter() {
    return ring - ring / 4;
  }

  long ringRetryAfter() {
    return ring / 10;
  }

  long forced() {
    return FORCED;
  }
}
