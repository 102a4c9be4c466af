package io.tenantcrypt.keys;

/** The life of a key version. It only moves forward. The names stand in the key table. */
public enum KeyState {
  /** Opens cells, seals none yet: not every instance knows it. */
  PENDING,
  /** Seals and opens. At most one version of a tenant's purpose. */
  ACTIVE,
  /** Opens the cells that it sealed, seals none. */
  RETIRED,
  /** A tombstone: the wrapped bytes are gone, the version number stays taken. */
  DESTROYED;

  /** Whether a cell under a key of this state may be opened. */
  public boolean opens() {
    return this != DESTROYED;
  }

  /** Whether a key may go from this state to another; staying is allowed, going back is not. */
  public boolean mayBecome(KeyState next) {
    return next.compareTo(this) >= 0;
  }
}
