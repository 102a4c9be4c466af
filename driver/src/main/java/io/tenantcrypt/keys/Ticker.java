package io.tenantcrypt.keys;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time as the cache counts it: nanoseconds of a clock that no administrator and no NTP server sets
 * back. Safe for several threads.
 */
final class Ticker {

  /** Forced readings of one tenant's ring are at least this far apart. */
  private static final long FORCED = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanos;
  private final long ttl;
  private final long ring;
  private volatile long ticked;

  Ticker(LongSupplier nanos, Duration ttl, Duration ring) {
    this.nanos = nanos;
    this.ttl = ttl.toNanos();
    this.ring = ring.toNanos();
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
