package io.tenantcrypt.keys;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All live keys, at most so many. The least recently used leaves. A search over all of them costs
 * microseconds and happens only beside a call to a KMS; using a key costs no lock.
 */
final class LiveKeys {

  private final Set<LiveKey> keys = ConcurrentHashMap.newKeySet();
  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  LiveKeys(int bound) {
    this.bound = bound;
  }

  /** Adds a key; another one leaves if there are too many, or this one if the cache is closed. */
  void add(LiveKey key) {
    lock.lock();
    try {
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
    } finally {
      lock.unlock();
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

  void close() {
    lock.lock();
    try {
      closed = true;
      keys.forEach(LiveKey::evict);
      keys.clear();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    keys.removeIf(LiveKey::isEvicted);
    return keys.size();
  }
}
