package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.crypto.DestroyableColumnKey;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The column keys derived from one data key: a handful, looked up for each column of each
 * statement, so without a lock, a hash of two strings or an allocation. Safe for several threads.
 */
final class DerivedKeys {

  private record Derived(
      int hash, String domain, String family, DestroyableColumnKey key, MessageMeter meter) {}

  private static final Derived[] NONE = {};

  private final ReentrantLock lock = new ReentrantLock();
  private volatile Derived[] all = NONE;

  /** The key of a column, or null if it was not derived yet. */
  @Nullable ColumnKey get(String domain, String family) {
    Derived known = find(domain, family);
    return known == null ? null : known.key();
  }

  /** What counts the messages of a column's key, which was derived before. */
  MessageMeter meter(String domain, String family) {
    Derived known = find(domain, family);
    if (known == null) {
      throw new IllegalStateException("A column key was destroyed under a lease");
    }
    return known.meter();
  }

  private @Nullable Derived find(String domain, String family) {
    int hash = domain.hashCode(); // which the string remembers
    for (Derived each : all) {
      if (each.hash() == hash && each.domain().equals(domain) && each.family().equals(family)) {
        return each;
      }
    }
    return null;
  }

  /** The key of a column, made by {@code derivation}, unless another thread was faster. */
  ColumnKey add(
      String domain,
      String family,
      Supplier<DestroyableColumnKey> derivation,
      Supplier<MessageMeter> metering) {
    lock.lock();
    try {
      Derived meanwhile = find(domain, family);
      if (meanwhile != null) {
        return meanwhile.key();
      }
      DestroyableColumnKey key = derivation.get();
      Derived[] more = Arrays.copyOf(all, all.length + 1);
      more[all.length] = new Derived(domain.hashCode(), domain, family, key, metering.get());
      all = more;
      return key;
    } finally {
      lock.unlock();
    }
  }

  /** Overwrites them; nobody holds a lease any more. */
  void destroy() {
    lock.lock();
    try {
      for (Derived each : all) {
        each.key().destroy();
      }
      all = NONE;
    } finally {
      lock.unlock();
    }
  }
}
