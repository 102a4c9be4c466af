package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole plans of the definitions in {@code definitions.txt}, with what each does to the session's
 * catalog: {@code >} begins a statement, {@code =} its plan.
 */
class DefinitionsTest {

  private static final Analyzer ANALYZER = new Analyzer(Clinic.policy(Unscoped.REFUSE));

  record Case(int line, String sql, String plan) {
    @Override
    public String toString() {
      return line + ": " + sql;
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(DefinitionsTest.class.getResourceAsStream("definitions.txt"))) {
      String sql = "";
      int number = 0;
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        number++;
        if (line.startsWith("> ")) {
          sql = line.substring(2);
        } else if (line.startsWith("= ")) {
          cases.add(new Case(number - 1, sql, line.substring(2)));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void plan_ofDefinition_isAsWritten(Case c) {
    StatementPlan plan = ANALYZER.analyze(c.sql(), Clinic.view());

    assertThat(PlanText.of(plan) + effects(plan)).isEqualTo(c.plan());
  }

  @Test
  void refusal_ofACheck_namesWhatToDeclareAndNoLabel() {
    StatementPlan plan =
        ANALYZER.analyze(
            "create table person (tenant_id varchar(9), sex varchar(1) check (sex in ('F')))",
            Clinic.view());

    assertThat(((StatementPlan.Refused) plan).reason())
        .contains("person.sex", "enum")
        .doesNotContain("'F'");
  }

  private static String effects(StatementPlan plan) {
    Effects effects =
        plan instanceof StatementPlan.PassThrough pass
            ? pass.effects()
            : plan instanceof StatementPlan.Protected guarded ? guarded.effects() : Effects.NONE;
    String changes =
        effects.catalog().stream().map(DefinitionsTest::change).collect(Collectors.joining(" "));
    return (changes.isEmpty() ? "" : " | " + changes)
        + (effects.warnings().isEmpty() ? "" : " | warned " + effects.warnings().size());
  }

  private static String change(CatalogChange change) {
    if (change instanceof CatalogChange.Created created) {
      return "created " + created.relation().name() + columns(created.relation().columns());
    }
    if (change instanceof CatalogChange.Dropped dropped) {
      return "dropped " + dropped.name();
    }
    if (change instanceof CatalogChange.ColumnsAdded added) {
      return "added " + added.name() + columns(added.columns());
    }
    return change instanceof CatalogChange.Unknown ? "unknown" : "other";
  }

  private static String columns(List<ColumnInfo> columns) {
    return columns.stream()
        .map(c -> c.name() + ":" + c.type() + (c.notNull() ? "!" : ""))
        .collect(Collectors.joining(",", "(", ")"));
  }
}
