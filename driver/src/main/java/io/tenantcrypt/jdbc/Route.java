package io.tenantcrypt.jdbc;

import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import org.jspecify.annotations.Nullable;

/**
 * A plan with what executing it needs to know of its parameters.
 *
 * @param plan the plan; never a refusal
 * @param slots where parameters go; null where all pass as they are
 * @param writes whether the write guard is asked
 * @param exempted the permission of the policy to cross the boundary with it; its plan is the plan
 */
record Route(
    StatementPlan plan,
    @Nullable Slots slots,
    boolean writes,
    StatementPlan.@Nullable Exempted exempted) {

  static Route of(StatementPlan plan) {
    if (plan instanceof StatementPlan.Exempted exempted) {
      StatementPlan.Protected guarded = exempted.plan();
      return new Route(guarded, Slots.of(guarded), writes(guarded), exempted);
    }
    if (plan instanceof StatementPlan.Protected guarded) {
      return new Route(plan, Slots.of(guarded), writes(guarded), null);
    }
    return new Route(plan, null, false, null);
  }

  private static boolean writes(StatementPlan.Protected plan) {
    for (ParameterSlot slot : plan.parameters()) {
      if (slot instanceof ParameterSlot.Sealed || slot instanceof ParameterSlot.SealedLiteral) {
        return true;
      }
    }
    // What a routine does nobody has analysed.
    return !plan.target().isEmpty() || plan.call().isPresent();
  }
}
