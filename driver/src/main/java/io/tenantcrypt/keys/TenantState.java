package io.tenantcrypt.keys;

/** Whether a tenant's keys are given out. The names stand in the key table. */
public enum TenantState {
  /** They are. */
  ACTIVE,
  /** They are not: TC013, in every instance within one ring time to live. */
  SUSPENDED,
  /**
   * There are none any more: TC034, in every instance within one ring time to live. For good: the
   * row stays as a tombstone, so that no other tenant is ever made under this id.
   */
  SHREDDED
}
