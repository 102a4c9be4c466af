package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.KeyPolicy;
import java.time.Duration;

/** What the bounds of the key cache may be. */
final class CacheBounds {

  private static final Duration LONGEST = Duration.ofDays(1);

  private CacheBounds() {}

  static void require(KeyPolicy.Cache bounds) {
    positive("keys.cache.ttl", bounds.ttl());
    positive("keys.cache.ring", bounds.ring());
    if (bounds.maxEntries() < 1) {
      throw refused("keys.cache.maxEntries", "is at least 1");
    }
    Duration stale = bounds.staleIfUnavailable();
    if (stale.isNegative() || stale.compareTo(LONGEST) > 0) {
      throw refused("keys.cache.staleIfUnavailable", "is at least 0s and at most a day");
    }
  }

  /** Zero would mean "never expires" to some and "never cached" to others: it is neither. */
  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw refused(name, "is above zero and at most a day; 60s to 300s is usual");
    }
  }

  private static TenantCryptException refused(String name, String rule) {
    return new TenantCryptException(ErrorCode.TC040, name + " " + rule + ". Correct the policy.");
  }
}
