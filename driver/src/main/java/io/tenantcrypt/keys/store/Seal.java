package io.tenantcrypt.keys.store;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row's seal; compared in constant time. Not secret. Immutable. */
final class Seal {

  private final byte[] bytes;

  /** Takes the array over. */
  Seal(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Its bytes; a fresh array. */
  byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Seal that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
