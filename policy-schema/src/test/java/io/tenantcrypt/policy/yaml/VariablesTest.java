package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  private static final Map<String, String> SET =
      Map.of("A", "one", "EMPTY", "", "LOOP", "${A}", "a.b_2", "dotted");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "plain, plain",
        "${A}, one",
        "x${A}y${A}, xoney" + "one",
        "${A:two}, one",
        "${B:two}, two",
        "${B:}, ||",
        "${EMPTY:two}, ||",
        "${B:a:b}, a:b",
        "${B:vault://{tenant}/x}, vault://{tenant}/x",
        "$${A}, ${A}",
        "$$${A}, $${A}",
        "$A, $A",
        "cost $, cost $",
        "${LOOP}, ${A}",
        "${a.b_2}, dotted",
      })
  void text_isReplacedOnceFromLeftToRight(String text, String expected) throws Exception {
    assertThat(new Variables(SET::get).replace(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${A", "a ${A:{b} c", "${B:{{x}}}"})
  void textWithoutClosingBrace_isRefused(String text) {
    assertThatThrownBy(() -> new Variables(SET::get).replace(text))
        .isInstanceOf(Variables.Unresolved.class)
        .hasMessageContaining("without its closing brace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${}", "${1A}", "${A B}", "${:x}", "${A-x}", "${{A}}"})
  void badName_isRefused(String text) {
    assertThatThrownBy(() -> new Variables(SET::get).replace(text))
        .isInstanceOf(Variables.Unresolved.class)
        .hasMessageContaining("${NAME:default}");
  }

  @Test
  void unsetVariable_isNamed() {
    assertThatThrownBy(() -> new Variables(SET::get).replace("${UNKNOWN_ONE}"))
        .hasMessageContaining("the variable UNKNOWN_ONE is not set");
  }

  @Test
  void variable_standsForNumbersAndWords() {
    Map<String, String> set = Map.of("REVISION", "41", "MODE", "scope", "COLUMN", "org");

    Policy policy =
        PolicyLoader.load(
            "f",
            """
            version: 1
            deployment: 3f9c0b6a51d24e7788aa10c2b4d5e6f7
            revision: ${REVISION}
            tenancy: { column: "${COLUMN}_id", unscoped: "${MODE}" }
            """,
            set::get);

    assertThat(policy.revision()).isEqualTo(41);
    assertThat(policy.tenancy().column()).isEqualTo("org_id");
    assertThat(policy.tenancy().unscoped()).isEqualTo(Unscoped.SCOPE);
  }

  @Test
  void valuesOfVariables_areNeverReported() {
    String secret = "s3cr3t\u0001scope";

    assertThatThrownBy(
            () ->
                PolicyLoader.load(
                    "f",
                    """
                    version: ${V}
                    deployment: ${V}
                    revision: ${V}
                    tenancy: { column: "${V}", unscoped: "${V}", session: "${V}" }
                    keys:
                      kek: ${V}
                      tiers: { eu: "${V}" }
                      allowed: ["${V}"]
                      cache: { maxEntries: "${V}", ttl: "${V}", staleIfUnavailable: "${V}" }
                      envelope: ${V}
                    tables:
                      a:
                        tenant: ${V}
                        columns:
                          b: { type: "${V}", pad: "${V}", domain: "${V}", encryption: "${V}" }
                          c: { type: { enum: ["${V}"] }, bindTo: ["${V}"] }
                          d: { type: text, index: { column: "${V}", normalize: ["${V}"] } }
                    statements: [{ sql: "${V}", reason: "${V}", owner: "${V}", expires: "${V}" }]
                    routines:
                      r: { parameters: [{ mode: "${V}", tenant: "${V}", column: "${V}" }] }
                    functions: ["${V}"]
                    extensions: ["${V}"]
                    audit: { backPressure: "${V}" }
                    """,
                    name -> secret))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("${V}")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void valuesOfVariables_areNotReportedByRulesAmongColumns() {
    assertThatThrownBy(
            () ->
                PolicyLoader.load(
                    "f",
                    """
                    version: 1
                    deployment: 3f9c0b6a51d24e7788aa10c2b4d5e6f7
                    revision: 1
                    tenancy: { column: tenant_id }
                    tables:
                      a:
                        columns:
                          b: { type: text, domain: "${V}", index: { column: "${V}" } }
                          c: { type: date, domain: "${V}", index: { column: "${V}" } }
                    """,
                    name -> "s3cr3t"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("2 problems")
        .hasMessageNotContaining("s3cr3t");
  }
}
