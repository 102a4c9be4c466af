package io.tenantcrypt.keys;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key as a KEK has wrapped it. Not secret without that KEK. Immutable. */
public final class WrappedKey {

  private final KekUri kek;
  private final String kmsKeyId;
  private final byte[] bytes;

  /**
   * A wrapped key.
   *
   * @param kek the KEK as the policy or the tenant names it
   * @param kmsKeyId what the KMS itself calls the key that wrapped (an ARN, a key version); what
   *     the same KEK answers at unwrapping is compared with it; empty where the KMS names none
   * @param bytes what the KMS gave; copied, not empty
   */
  public WrappedKey(KekUri kek, String kmsKeyId, byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("A wrapped key is not empty");
    }
    this.kek = kek;
    this.kmsKeyId = kmsKeyId;
    this.bytes = bytes.clone();
  }

  /** The KEK that opens it. */
  public KekUri kek() {
    return kek;
  }

  /** What the KMS itself calls that KEK, or empty. */
  public String kmsKeyId() {
    return kmsKeyId;
  }

  /** The wrapped bytes; a fresh array. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WrappedKey that
        && kek.equals(that.kek)
        && kmsKeyId.equals(that.kmsKeyId)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * kek.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "WrappedKey[" + kek + ", " + bytes.length + " bytes]";
  }
}
