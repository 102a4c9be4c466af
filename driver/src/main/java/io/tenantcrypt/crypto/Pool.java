package io.tenantcrypt.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small bounded pool without locks. Threads begin at different slots, so that the usual thread
 * finds the object it gave back last.
 */
final class Pool<T> {

  private final AtomicReferenceArray<@Nullable T> slots;
  private final int mask;

  /** As many slots as processors, rounded up to a power of two, 16 at most. */
  Pool() {
    int processors = Math.min(16, Runtime.getRuntime().availableProcessors());
    int size = Integer.highestOneBit(2 * processors - 1);
    slots = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  /** An object that is the caller's alone until it is given back, or null. */
  @Nullable T take() {
    int start = start();
    for (int i = 0; i <= mask; i++) {
      int slot = (start + i) & mask;
      if (slots.get(slot) != null) {
        T taken = slots.getAndSet(slot, null);
        if (taken != null) {
          return taken;
        }
      }
    }
    return null;
  }

  /**
   * Gives an object back.
   *
   * @return false if there is no room: it is the caller's to drop
   */
  boolean offer(T object) {
    int start = start();
    for (int i = 0; i <= mask; i++) {
      int slot = (start + i) & mask;
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, object)) {
        return true;
      }
    }
    return false;
  }

  /** Takes out all that is there. */
  void drain(Consumer<T> each) {
    for (int slot = 0; slot <= mask; slot++) {
      T taken = slots.getAndSet(slot, null);
      if (taken != null) {
        each.accept(taken);
      }
    }
  }

  private int start() {
    return (int) Thread.currentThread().getId();
  }
}
