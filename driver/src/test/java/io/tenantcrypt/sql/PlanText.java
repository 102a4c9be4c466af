package io.tenantcrypt.sql;

import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as lines of text, so that whole plans can stand in a data file. */
final class PlanText {

  private PlanText() {}

  static String of(StatementPlan plan) {
    if (plan instanceof StatementPlan.PassThrough) {
      return "pass";
    }
    if (plan instanceof StatementPlan.BindTenant bind) {
      return "bind " + bind.tenant();
    }
    if (plan instanceof StatementPlan.Refused refused) {
      return refused.code() + " @" + refused.position();
    }
    StatementPlan.Protected p = (StatementPlan.Protected) plan;
    return p.sql()
        + section("in", p.parameters().stream().map(PlanText::slot).toList())
        + section("out", p.outputs().stream().map(PlanText::output).toList())
        + section("check", p.checks().stream().map(PlanText::check).toList())
        + (p.needsTenant() ? "" : " | no tenant")
        + p.sqlWithoutTenant().map(s -> " | else " + s).orElse("");
  }

  private static String section(String name, List<String> items) {
    return items.isEmpty()
        ? ""
        : items.stream().collect(Collectors.joining(" ", " | " + name + " ", ""));
  }

  private static String slot(ParameterSlot slot) {
    if (slot instanceof ParameterSlot.Plain plain) {
      return "?" + plain.index();
    }
    if (slot instanceof ParameterSlot.Sealed sealed) {
      return sealed.index() + ">" + sealed.column().domain();
    }
    if (slot instanceof ParameterSlot.SealedLiteral literal) {
      return "'" + literal.text() + "'>" + literal.column().domain();
    }
    return "tenant";
  }

  private static String output(OutputColumn output) {
    return output instanceof OutputColumn.Cell cell ? cell.column().domain() : "-";
  }

  private static String check(TenantCheck check) {
    return check.value() instanceof TenantCheck.Value.Parameter parameter
        ? "?" + parameter.index()
        : ((TenantCheck.Value.Literal) check.value()).text();
  }
}
