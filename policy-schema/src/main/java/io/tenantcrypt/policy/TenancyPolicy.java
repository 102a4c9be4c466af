package io.tenantcrypt.policy;

import java.util.Optional;

/**
 * How rows belong to tenants.
 *
 * @param column the tenancy column of every tenant table that names none of its own
 * @param unscoped what happens to a statement without a tenant predicate
 * @param unlisted whether tables may be used that are neither in the policy nor have the column
 * @param session a database variable to set to the tenant, for row-level security beneath
 */
public record TenancyPolicy(
    String column, Unscoped unscoped, Unlisted unlisted, Optional<String> session) {

  /** What happens to a statement that does not pin a tenant table. */
  public enum Unscoped {
    REFUSE,
    SCOPE
  }

  /** What happens to a statement on a table that the policy does not know. */
  public enum Unlisted {
    ALLOW,
    REFUSE
  }
}
