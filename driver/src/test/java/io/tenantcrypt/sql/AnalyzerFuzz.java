package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.TenancyPolicy;
import java.nio.charset.StandardCharsets;

/**
 * Whatever bytes come, analysis gives a plan, and what it accepts under {@code unscoped: scope} is
 * a text that it accepts unchanged. In {@code verify} the seeds are run; {@code -Pfuzz} searches.
 */
class AnalyzerFuzz {

  private static final Analyzer SCOPING = new Analyzer(Clinic.policy(TenancyPolicy.Unscoped.SCOPE));
  private static final Analyzer REFUSING =
      new Analyzer(Clinic.policy(TenancyPolicy.Unscoped.REFUSE));

  @FuzzTest(maxDuration = "30m")
  @DictionaryFile(resourcePath = "AnalyzerFuzzInputs/sql.dict")
  void analysis_ofAnyBytes_givesAPlanThatItAcceptsAgain(byte[] data) {
    String sql = new String(data, StandardCharsets.UTF_8);
    assertThat(REFUSING.analyze(sql, Clinic.view())).isNotNull();
    StatementPlan plan = SCOPING.analyze(sql, Clinic.view());
    // DDL is no such text: what it becomes names the storage, which an application may not.
    if (plan instanceof StatementPlan.Protected accepted
        && accepted.effects().catalog().isEmpty()) {
      StatementPlan again = SCOPING.analyze(accepted.sql(), Clinic.view());
      assertThat(again).as("the plan of what is sent").isInstanceOf(StatementPlan.Protected.class);
      assertThat(((StatementPlan.Protected) again).sql()).isEqualTo(accepted.sql());
      assertThat(((StatementPlan.Protected) again).parameters())
          .hasSameSizeAs(accepted.parameters());
    } else if (plan instanceof StatementPlan.Refused refused) {
      assertThat(refused.position()).isBetween(0, sql.length() + 1);
    }
  }
}
