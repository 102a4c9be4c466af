package io.tenantcrypt.keys;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time as the cache counts it: nanoseconds of a clock that no administrator and no NTP server sets
 * back.
 */
record Ticker(LongSupplier nanos, long ttl, long ring) {

  /** Forced readings of one tenant's ring are at least this far apart. */
  private static final long FORCED = Duration.ofSeconds(1).toNanos();

  Ticker(LongSupplier nanos, Duration ttl, Duration ring) {
    this(nanos, ttl.toNanos(), ring.toNanos());
  }

  long now() {
    return nanos.getAsLong();
  }

  /** From the KMS's answer to when it is asked ahead. */
  long refreshAfter() {
    return ttl - ttl / 4;
  }

  /** From a failed asking ahead to the next. */
  long retryAfter() {
    return ttl / 20;
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
