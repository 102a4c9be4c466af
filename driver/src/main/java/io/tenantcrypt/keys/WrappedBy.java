package io.tenantcrypt.keys;

import java.util.Comparator;

/**
 * What has wrapped a key: where an alias points elsewhere by now, only the KMS's own name still
 * tells which KEK that was. Immutable.
 *
 * @param kek the KEK as the policy or the tenant names it
 * @param kmsKeyId what the KMS itself called it then; empty where it names none
 */
public record WrappedBy(KekUri kek, String kmsKeyId) implements Comparable<WrappedBy> {

  private static final Comparator<WrappedBy> ORDER =
      Comparator.comparing((WrappedBy by) -> by.kek().toString())
          .thenComparing(WrappedBy::kmsKeyId);

  /** What has wrapped this copy. */
  public static WrappedBy of(WrappedKey copy) {
    return new WrappedBy(copy.kek(), copy.kmsKeyId());
  }

  /** Whether it may be the same KEK, by our name or by its KMS's. */
  public boolean isSame(WrappedBy other) {
    return kek.equals(other.kek) || (!kmsKeyId.isEmpty() && kmsKeyId.equals(other.kmsKeyId));
  }

  @Override
  public int compareTo(WrappedBy other) {
    return ORDER.compare(this, other);
  }
}
