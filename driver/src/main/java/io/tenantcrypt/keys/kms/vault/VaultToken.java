package io.tenantcrypt.keys.kms.vault;

/** A token and how long it lives. Never printed. Immutable. */
final class VaultToken {

  private final String value;
  private final long from;
  private final long lease;
  private final long first;
  private final boolean renewable;

  private VaultToken(String value, long from, long lease, long first, boolean renewable) {
    this.value = value;
    this.from = from;
    this.lease = lease;
    this.first = first;
    this.renewable = renewable;
  }

  /**
   * A token.
   *
   * @param from when it was asked for, in nanoseconds
   * @param lease from then on, in nanoseconds; zero or less means without end, or unknown
   */
  static VaultToken of(String value, long from, long lease, boolean renewable) {
    return new VaultToken(value, from, lease, lease, renewable);
  }

  /** The same one after a renewal. */
  VaultToken renewed(long asked, long granted, boolean again) {
    return new VaultToken(value, asked, granted, first, again);
  }

  /** For the header only. */
  String value() {
    return value;
  }

  boolean isSame(VaultToken other) {
    return value.equals(other.value);
  }

  /** In nanoseconds. */
  long lease() {
    return lease;
  }

  /** Whether it is not worth a try any more. */
  boolean isOver(long now) {
    return lease > 0 && now - from >= lease - lease / 20;
  }

  /** Whether to see to its successor. */
  boolean isDue(long now) {
    return lease > 0 && now - from >= lease / 3 * 2;
  }

  /** Close to its longest life Vault grants less and less: then a login does more. */
  boolean isWorthRenewing() {
    return renewable && lease >= first / 2;
  }

  @Override
  public String toString() {
    return "<hidden>";
  }
}
