package io.tenantcrypt.keys;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All live keys, at most so many. The least recently used leaves. A search over all of them costs
 * microseconds and happens only beside a call to a KMS; using a key costs no lock.
 */
final class LiveKeys {

  private final Set<LiveKey> keys = ConcurrentHashMap.newKeySet();
  private final int bound;
  private boolean closed;

  LiveKeys(int bound) {
    this.bound = bound;
  }

  /** Adds a key; another one leaves if there are too many, or this one if the cache is closed. */
  synchronized void add(LiveKey key) {
    keys.removeIf(LiveKey::isEvicted);
    if (closed || key.slot().hasEnded()) {
      key.evict();
      return;
    }
    keys.add(key);
    while (keys.size() > bound) {
      LiveKey oldest = oldestBut(key);
      if (oldest == null) {
        return;
      }
      evict(oldest);
    }
  }

  private @Nullable LiveKey oldestBut(LiveKey newest) {
    LiveKey oldest = null;
    for (LiveKey key : keys) {
      if (key != newest && (oldest == null || key.lastUsed() - oldest.lastUsed() < 0)) {
        oldest = key;
      }
    }
    return oldest;
  }

  void evict(LiveKey key) {
    keys.remove(key);
    key.evict();
  }

  /** Evicts keys whose time is over, so that idle tenants' keys do not stay in memory. */
  void sweep(long now) {
    for (LiveKey key : keys) {
      if (key.isEvicted() || key.isOver(now)) {
        evict(key);
      }
    }
  }

  synchronized void close() {
    closed = true;
    keys.forEach(LiveKey::evict);
    keys.clear();
  }

  int size() {
    keys.removeIf(LiveKey::isEvicted);
    return keys.size();
  }
}
