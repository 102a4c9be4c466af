package io.tenantcrypt.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.plan.StatementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The analyser alone takes or refuses each captured statement as its file says. */
class CapturedIT {

  /** Stands in a file that was written anew until somebody has said why. */
  static final String UNREVIEWED = "UNREVIEWED";

  @TestFactory
  Stream<DynamicTest> captured_eachStatement_isTakenOrRefusedAsCommitted() throws Exception {
    Databases databases = Databases.create("captured", "refuse");
    List<DynamicTest> tests = new ArrayList<>();
    for (Captured file : Captured.readAll()) {
      Judge judge =
          Judge.of(Databases.policy(file.mode()), databases.rawUrl(), file.statements().keySet());
      for (Map.Entry<String, Captured.Expectation> entry : file.statements().entrySet()) {
        tests.add(
            DynamicTest.dynamicTest(
                file.name() + ": " + entry.getKey(),
                () -> {
                  Optional<StatementPlan.Refused> refusal = judge.refusal(entry.getKey());
                  assertThat(refusal.map(r -> r.code().name()))
                      .as("%s", refusal)
                      .isEqualTo(entry.getValue().state());
                }));
      }
    }
    return tests.stream();
  }

  @Test
  void captured_eachRefusal_saysWhy() {
    assertThat(Captured.readAll())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(file.statements())
                    .allSatisfy(
                        (sql, expectation) ->
                            assertThat(expectation.why()).doesNotContain(UNREVIEWED)));
  }
}
