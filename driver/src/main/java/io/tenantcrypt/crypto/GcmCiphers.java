package io.tenantcrypt.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The few ciphers that are kept for one key, without locks: as many as processors, 16 at most.
 * Threads begin at different places, so that the usual thread finds the one that it gave back last.
 * A cipher stays in its place while it is in use: taking one writes a flag of its own and no
 * reference, which a garbage collector would have to be told of for each cell.
 */
final class GcmCiphers {

  private final RawKey key;
  private final AtomicReferenceArray<@Nullable GcmCipher> places;
  private final int mask;

  GcmCiphers(RawKey key) {
    this.key = key;
    int processors = Math.min(16, Runtime.getRuntime().availableProcessors());
    int size = Integer.highestOneBit(2 * processors - 1);
    places = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  /** A cipher that is the caller's alone until it is given back. */
  GcmCipher take() {
    int start = (int) Thread.currentThread().getId();
    for (int i = 0; i <= mask; i++) {
      int place = (start + i) & mask;
      GcmCipher there = places.get(place);
      if (there == null) {
        return made(place);
      }
      if (there.take()) {
        return there;
      }
    }
    return new GcmCipher(key, false);
  }

  private GcmCipher made(int place) {
    GcmCipher made = new GcmCipher(key, true);
    return places.compareAndSet(place, null, made) ? made : new GcmCipher(key, false);
  }

  /** Gives a cipher back; one that has no place, or whose key was destroyed, forgets the key. */
  void giveBack(GcmCipher cipher) {
    if (!cipher.isKept()) {
      cipher.forget();
      return;
    }
    cipher.giveBack();
    // After giving it back: either this thread sees that the key is gone, or who destroys it finds
    // the cipher idle. Both write before they look.
    if (key.isDestroyed()) {
      forget(cipher);
    }
  }

  /** Makes the idle ones forget the key; those in use do so when they are given back. */
  void forgetAll() {
    for (int place = 0; place <= mask; place++) {
      GcmCipher there = places.get(place);
      if (there != null) {
        forget(there);
      }
    }
  }

  private static void forget(GcmCipher cipher) {
    if (cipher.take()) {
      try {
        cipher.forget();
      } finally {
        cipher.giveBack();
      }
    }
  }
}
