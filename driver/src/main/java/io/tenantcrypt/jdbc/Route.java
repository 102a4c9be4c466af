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
 */
record Route(StatementPlan plan, @Nullable Slots slots, boolean writes) {

  static Route of(StatementPlan plan) {
    if (plan instanceof StatementPlan.Protected guarded) {
      return new Route(plan, Slots.of(guarded), writes(guarded));
    }
    return new Route(plan, null, false);
  }

  private static boolean writes(StatementPlan.Protected plan) {
    for (ParameterSlot slot : plan.parameters()) {
      if (slot instanceof ParameterSlot.Sealed || slot instanceof ParameterSlot.SealedLiteral) {
        return true;
      }
    }
    return !plan.target().isEmpty();
  }
}
