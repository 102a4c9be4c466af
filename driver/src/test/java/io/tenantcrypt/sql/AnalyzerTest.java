package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole plans of the statements in {@code statements.txt} and {@code query-shapes.txt}: a line
 * {@code [refuse]} or {@code [scope]} sets the mode, {@code >} begins a statement, {@code =} its
 * plan.
 */
class AnalyzerTest {

  record Case(int line, Unscoped mode, String sql, String plan) {
    @Override
    public String toString() {
      return line + " " + mode + ": " + sql;
    }
  }

  static Stream<Case> cases() throws IOException {
    return Stream.concat(cases("statements.txt"), cases("query-shapes.txt"));
  }

  static Stream<Case> cases(String resource) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(AnalyzerTest.class.getResourceAsStream(resource))) {
      Unscoped mode = Unscoped.REFUSE;
      String sql = "";
      int number = 0;
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        number++;
        if (line.startsWith("[")) {
          mode =
              Unscoped.valueOf(
                  line.substring(1, line.length() - 1).toUpperCase(java.util.Locale.ROOT));
        } else if (line.startsWith("> ")) {
          sql = line.substring(2).replace("\\n", "\n");
        } else if (line.startsWith("= ")) {
          cases.add(new Case(number - 1, mode, sql, line.substring(2)));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void plan_ofStatement_isAsWritten(Case c) {
    var plan = new Analyzer(Clinic.policy(c.mode())).analyze(c.sql(), Clinic.view());

    assertThat(PlanText.of(plan).replace("\n", "\\n")).isEqualTo(c.plan());
  }
}
