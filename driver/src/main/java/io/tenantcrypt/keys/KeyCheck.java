package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.Hkdf;
import io.tenantcrypt.crypto.LengthPrefixed;
import io.tenantcrypt.crypto.SecretBytes;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sixteen bytes that tell whether an unwrapped key is the one of its encryption context, whatever
 * the KMS did with that context: {@code HKDF(key, LP("check") ‖ context)}. Not secret. Immutable.
 */
public final class KeyCheck {

  private static final int LENGTH = 16;

  private final byte[] bytes;

  private KeyCheck(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The check of a key under its context. */
  public static KeyCheck of(SecretBytes key, EncryptionContext context) {
    byte[] canonical = context.canonical();
    byte[] label = new LengthPrefixed().add("check").toByteArray();
    byte[] info = Arrays.copyOf(label, label.length + canonical.length);
    System.arraycopy(canonical, 0, info, label.length, canonical.length);
    return new KeyCheck(Hkdf.derive(key.reveal(), info, LENGTH));
  }

  /**
   * A check as the key table holds it.
   *
   * @throws IllegalArgumentException if it has not 16 bytes
   */
  public static KeyCheck copyOf(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("A key check has 16 bytes");
    }
    return new KeyCheck(bytes.clone());
  }

  /** Its bytes; a fresh array. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyCheck that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
