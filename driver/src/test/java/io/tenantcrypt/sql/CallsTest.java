package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.Routine;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.RoutineCall;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.AuditPolicy;
import io.tenantcrypt.policy.ColumnReference;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.RoutineName;
import io.tenantcrypt.policy.RoutinePolicy;
import io.tenantcrypt.policy.RoutinePolicy.Parameter;
import io.tenantcrypt.policy.TableName;
import io.tenantcrypt.policy.TenancyPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How calls of described routines are planned. */
class CallsTest {

  private static final Optional<ColumnReference> SSN =
      Optional.of(new ColumnReference(TableName.of("patient"), "ssn"));

  private static final Analyzer ANALYZER = new Analyzer(policy());
  private static final SessionView VIEW = view();

  private static Parameter parameter(
      String name, RoutinePolicy.Mode mode, boolean tenant, Optional<ColumnReference> column) {
    return new Parameter(Optional.of(name), mode, tenant, column);
  }

  private static Policy policy() {
    Policy bare = Clinic.policy(TenancyPolicy.Unscoped.REFUSE);
    Parameter tenant = parameter("tenant", RoutinePolicy.Mode.IN, true, Optional.empty());
    RoutinePolicy admit =
        new RoutinePolicy(
            new RoutineName(Optional.empty(), "admit"),
            List.of(
                tenant,
                parameter("ssn", RoutinePolicy.Mode.IN, false, SSN),
                parameter("ward", RoutinePolicy.Mode.IN, false, Optional.empty()),
                parameter("old", RoutinePolicy.Mode.OUT, false, SSN)));
    RoutinePolicy find =
        new RoutinePolicy(
            new RoutineName(Optional.of("public"), "find"),
            List.of(tenant),
            Optional.of(List.of(new RoutinePolicy.ResultColumn(SSN))));
    return new Policy(
        bare.version(),
        bare.deployment(),
        bare.revision(),
        bare.tenancy(),
        bare.keys(),
        bare.tables(),
        List.of(),
        List.of(admit, find),
        List.of(),
        List.of(),
        AuditPolicy.DEFAULT);
  }

  private static SessionView view() {
    SessionView bare = Clinic.view();
    CatalogSnapshot snapshot = bare.snapshot();
    Routine.Parameter tenant = new Routine.Parameter("t", Routine.Mode.IN, "character varying", 0);
    Routine admit =
        new Routine(
            new RelationName("public", "admit"),
            Routine.Kind.FUNCTION,
            false,
            "record",
            List.of(
                tenant,
                new Routine.Parameter("s", Routine.Mode.IN, "bytea", 0),
                new Routine.Parameter("w", Routine.Mode.IN, "text", 0),
                new Routine.Parameter("o", Routine.Mode.OUT, "bytea", 0)));
    Routine find =
        new Routine(
            new RelationName("public", "find"),
            Routine.Kind.FUNCTION,
            false,
            "bytea",
            List.of(tenant));
    return SessionView.of(
        new CatalogSnapshot(
            snapshot.version(),
            snapshot.relations(),
            snapshot.systemRelations(),
            snapshot.systemFunctions(),
            Map.of("public", Set.of("leak", "admit", "find")),
            snapshot.server(),
            List.of(admit, find)),
        bare.searchPath(),
        bare.reading());
  }

  private static StatementPlan.Protected planned(String sql) {
    StatementPlan plan = ANALYZER.analyze(sql, VIEW);
    assertThat(plan).isInstanceOf(StatementPlan.Protected.class);
    return (StatementPlan.Protected) plan;
  }

  @Test
  void call_withParameters_sealsChecksAndNamesWhatComesBack() {
    StatementPlan.Protected plan = planned("{ call admit( ?, ?, /* ward */ 'A', ? ) }");

    assertThat(plan.sql()).isEqualTo("{call admit(?, ?, 'A', ?)}");
    assertThat(plan.parameters()).hasSize(3);
    assertThat(plan.parameters().get(0)).isEqualTo(new ParameterSlot.Plain(1));
    assertThat(plan.parameters().get(1)).isInstanceOf(ParameterSlot.Sealed.class);
    assertThat(plan.parameters().get(2)).isInstanceOf(ParameterSlot.Out.class);
    assertThat(plan.checks())
        .extracting(TenantCheck::value)
        .containsExactly(new TenantCheck.Value.Parameter(1));
    assertThat(plan.needsTenant()).isTrue();
    assertThat(plan.call().orElseThrow().arguments().get(2).mode()).isEqualTo(RoutineCall.Mode.OUT);
    assertThat(plan.call().orElseThrow().results()).isEmpty();
  }

  @Test
  void literal_ofAProtectedParameter_isTakenOut_andMovesWhatIsBehindIt() {
    StatementPlan.Protected plan = planned("{call public.admit('acme', '078-05-1120', ?, ?)}");

    assertThat(plan.sql()).isEqualTo("{call public.admit('acme', ?, ?, ?)}");
    assertThat(plan.parameters().get(0)).isInstanceOf(ParameterSlot.SealedLiteral.class);
    assertThat(plan.parameters().get(1)).isEqualTo(new ParameterSlot.Plain(1));
    assertThat(plan.call().orElseThrow().arguments().get(1).position()).isEqualTo(3);
    assertThat(plan.checks())
        .extracting(TenantCheck::value)
        .containsExactly(new TenantCheck.Value.Literal("acme"));
    assertThat(plan.cacheable()).isFalse();
  }

  @Test
  void value_ofAFunction_isItsOneResult() {
    StatementPlan.Protected plan = planned("{? = call find(?)}");

    assertThat(plan.sql()).isEqualTo("{? = call find(?)}");
    assertThat(plan.parameters().get(0)).isInstanceOf(ParameterSlot.Out.class);
    assertThat(plan.outputs()).isEmpty();
    assertThat(planned("{call find(?)}").outputs().get(0)).isInstanceOf(OutputColumn.Cell.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TC003 | {call leak()}",
        "TC041 | {call other.admit(?, ?, ?, ?)}",
        "TC003 | {call admit(?, ?, ?)}",
        "TC003 | {call admit(?, ?, upper(?), ?)}",
        "TC003 | {call admit(?, ?, ?, 5)}",
        "TC003 | {call admit(?, ?, ?, ?)",
        "TC002 | {call admit(?, lower(?), ?, ?)}",
        "TC001 | {call admit(NULL, ?, ?, ?)}",
        "TC001 | {call admit(t => ?, ?, ?, ?)}",
        "TC003 | {? = call admit(?, ?, ?, ?)}",
        "TC003 | {call find(?)}; SELECT 1",
      })
  void call_thatCannotBeProved_isRefused(String state, String sql) {
    StatementPlan plan = ANALYZER.analyze(sql, VIEW);
    String got = plan instanceof StatementPlan.Refused r ? r.code().sqlState() : plan.toString();
    assertThat(got).isEqualTo(state);
  }
}
