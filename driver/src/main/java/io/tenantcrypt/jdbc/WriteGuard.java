package io.tenantcrypt.jdbc;

import io.tenantcrypt.plan.StatementPlan;

/**
 * Asked before each execution of a plan that seals values or changes a tenant table. Safe for
 * several threads; must be cheap.
 */
@FunctionalInterface
public interface WriteGuard {

  /** Lets everything pass: for a runtime without a registry. */
  WriteGuard OPEN = plan -> {};

  /**
   * Returns if the plan may be executed.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC041 if policy and registry disagree
   */
  void check(StatementPlan.Protected plan);

  /**
   * Asked when a text is judged that changes rows and touches no tenant table under this policy: a
   * table that an earlier policy protected must not be written in plaintext because this one has
   * forgotten it.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC041 if the text names such a table
   */
  default void checkPassing(String sql) {}
}
