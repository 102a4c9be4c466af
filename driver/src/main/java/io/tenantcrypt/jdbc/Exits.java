package io.tenantcrypt.jdbc;

import io.tenantcrypt.audit.AuditTrail;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.plan.StatementPlan;
import java.util.Optional;

/**
 * What the reviewed exits and explanations need. Safe for several threads.
 *
 * @param platform judges the statements of platform sessions
 * @param platformPlans their plans
 * @param explainer tells how a plan was come by
 * @param audit takes the record of each use
 * @param sessionVariable the database variable that is set to the tenant ({@code tenancy.session})
 */
public record Exits(
    Planner platform,
    PlanCache platformPlans,
    Explainer explainer,
    AuditTrail audit,
    Optional<String> sessionVariable) {

  /** Tells how a plan was come by. */
  @FunctionalInterface
  public interface Explainer {
    /** The explanation of a text's plan. */
    Explanation explain(String sql, SessionView view, StatementPlan plan, boolean platform);
  }
}
