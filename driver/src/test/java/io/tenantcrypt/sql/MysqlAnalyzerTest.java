package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole plans of the statements in {@code mysql-statements.txt}. */
class MysqlAnalyzerTest {

  static Stream<AnalyzerTest.Case> cases() throws IOException {
    return AnalyzerTest.cases("mysql-statements.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void plan_ofStatement_isAsWritten(AnalyzerTest.Case c) {
    var plan =
        new Analyzer(Clinic.policy(c.mode())).analyze(c.sql(), MysqlClinic.view(MysqlClinic.USUAL));

    assertThat(PlanText.of(plan).replace("\n", "\\n")).isEqualTo(c.plan());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "select id from patient where tenant_id = ? and 'a' || 'b' = 'ab'~TC003~ok",
        "select id from patient where \"tenant_id\" = 'acme'~TC001~ok",
        "select id [x] from patient where tenant_id = 'acme'~TC003~TC003",
        "select id from patient where tenant_id = 'acme\\' or 1=1 -- '~ok~TC001",
      })
  void plan_underOtherModes_isAnother(String sql, String usual, String ansi) {
    assertThat(outcome(sql, MysqlClinic.USUAL)).isEqualTo(usual);
    assertThat(outcome(sql, new Reading.Mysql(true, true, false, true, true, true, true)))
        .isEqualTo(ansi);
  }

  @Test
  void columnThatWouldCutACell_isRefused() {
    RelationName name = new RelationName("clinic", "patient");
    SessionView view = MysqlClinic.view(MysqlClinic.USUAL);
    Relation patient = view.find(name).orElseThrow();
    List<ColumnInfo> columns =
        patient.columns().stream()
            .map(
                c ->
                    c.name().equals("ssn")
                        ? new ColumnInfo("ssn", "varbinary", false, false, true, 78)
                        : c)
            .toList();
    Relation shorter =
        new Relation(name, patient.kind(), columns, patient.uniqueKeys(), patient.reaches(), false);
    var plan =
        new Analyzer(Clinic.policy(Unscoped.REFUSE))
            .analyze(
                "select id from patient where tenant_id = ?",
                view.with(new CatalogChange.Created(shorter, false)));

    assertThat(PlanText.of(plan)).startsWith("TC041");
  }

  private static String outcome(String sql, Reading.Mysql reading) {
    var plan = new Analyzer(Clinic.policy(Unscoped.REFUSE)).analyze(sql, MysqlClinic.view(reading));
    String text = PlanText.of(plan);
    return text.startsWith("TC") ? text.substring(0, 5) : "ok";
  }
}
