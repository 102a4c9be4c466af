package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.plan.Explanation.Kind;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import org.junit.jupiter.api.Test;

class ExplainingTest {

  private static Explanation explain(Unscoped unscoped, String sql) {
    Analyzer analyzer = new Analyzer(Clinic.policy(unscoped));
    SessionView view = Clinic.view();
    return analyzer.explain(sql, view, analyzer.analyze(sql, view), false);
  }

  @Test
  void query_pinnedByItself_tellsThroughWhichConjuncts() {
    Explanation told =
        explain(
            Unscoped.REFUSE,
            """
            SELECT p.ssn, v.id AS visit FROM patient p
            JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id
            WHERE p.tenant_id = ? AND p.name = 'Ada' AND p.id < 17 -- secret\
            """);

    assertThat(told.toString())
        .isEqualTo(
            """
            statement kind: protected
            statement sent: SELECT p.ssn, v.id AS visit FROM patient p \
            JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id \
            WHERE p.tenant_id = ? AND p.name = '***' AND p.id < ***
            parameter 1 (yours: 1): is checked to be the session's tenant, for table public.patient
            column 1 ssn: opened from column public.patient.ssn
            column 2 visit: passes
            table public.patient as p (line 1, column 34): pinned by p.tenant_id = ? (line 3, column 7)
            table public.visit as v (line 2, column 6): pinned by v.tenant_id = p.tenant_id (line 2, column 17)
            """);
  }

  @Test
  void query_scoped_tellsWhatIsAdded() {
    Explanation told = explain(Unscoped.SCOPE, "SELECT name FROM patient WHERE id = ?");

    assertThat(told.toString())
        .isEqualTo(
            """
            statement kind: protected
            statement sent: SELECT name FROM patient WHERE (id = ?) AND "patient"."tenant_id" = ?
            parameter 1 (yours: 1): passes
            parameter 2: the session's tenant, added by the driver
            column 1 name: passes
            table public.patient as patient (line 1, column 18): pinned by a predicate that the driver adds
            """);
  }

  @Test
  void insert_tellsWhatIsSealed_andShowsNoLiteral() {
    Explanation told =
        explain(
            Unscoped.SCOPE,
            "INSERT INTO patient (id, ssn, dob, name) VALUES (4711, '123-45-6789', ?, 'Ada')");

    assertThat(told.toString())
        .isEqualTo(
            """
            statement kind: protected
            statement sent: INSERT INTO patient (id, ssn, dob, name, "tenant_id") VALUES (***, ?, ?, '***', ?)
            parameter 1: a literal of the text, sealed for column public.patient.ssn, domain patient.ssn
            parameter 2 (yours: 1): is sealed for column public.patient.dob, domain patient.dob
            parameter 3: the session's tenant, added by the driver
            table public.patient as patient (line 1, column 13): each inserted row gets the session's tenant
            """);
  }

  @Test
  void passThrough_showsTheTextMasked() {
    Explanation told =
        explain(
            Unscoped.REFUSE, "SELECT x FROM plain WHERE id = ? AND x <> $$secret$$ /* secret */");

    assertThat(told.toString())
        .isEqualTo(
            """
            statement kind: pass through: the text is sent as it is
            statement sent: SELECT x FROM plain WHERE id = ? AND x <> '***'
            parameter 1 (yours: 1): passes
            """);
  }

  @Test
  void refusal_tellsCodeReasonAndPlace() {
    Explanation told =
        explain(Unscoped.REFUSE, "SELECT p.name\nFROM patient p WHERE p.name = 'secret'");

    assertThat(told.kind()).isEqualTo(Kind.REFUSED);
    assertThat(told.sql()).isEmpty();
    assertThat(told.refusal())
        .hasValueSatisfying(
            r -> {
              assertThat(r.code().sqlState()).isEqualTo("TC001");
              assertThat(r.reason()).contains("add the conjunct p.tenant_id = ?");
              assertThat(r.place()).contains(new Explanation.Place(20, 2, 6));
            });
    assertThat(told.toString())
        .contains("refusal place: line 2, column 6")
        .doesNotContain("secret");
  }

  @Test
  void emptyBlock_isToldAsSuch() {
    assertThat(explain(Unscoped.REFUSE, "SELECT name FROM patient WHERE 1=0").toString())
        .contains("gives no row: its query block is provably empty");
  }

  @Test
  void textThatCannotBeRead_isARefusalWithoutText() {
    Explanation told = explain(Unscoped.REFUSE, "SELECT 'secret");

    assertThat(told.kind()).isEqualTo(Kind.REFUSED);
    assertThat(told.toString()).doesNotContain("secret");
  }

  @Test
  void explainTenantcrypt_isAStatementOfTheDriver() {
    Analyzer analyzer = new Analyzer(Clinic.policy(Unscoped.REFUSE));
    SessionView view = Clinic.view();

    assertThat(analyzer.analyze("explain /*!*/ TenantCrypt\n SELECT 'x'; DROP TABLE t", view))
        .isInstanceOf(StatementPlan.Refused.class);
    assertThat(analyzer.analyze("explain TenantCrypt\n SELECT 'x'; DROP TABLE t", view))
        .isEqualTo(new StatementPlan.Explain("SELECT 'x'; DROP TABLE t"));
    assertThat(analyzer.analyze("EXPLAIN TENANTCRYPT", view))
        .isEqualTo(new StatementPlan.Explain(""));
    assertThat(new StatementPlan.Explain("SELECT 'secret'").toString()).doesNotContain("secret");
  }

  @Test
  void driversOwnStatement_isToldAsSuch() {
    assertThat(explain(Unscoped.REFUSE, "SET tenantcrypt.tenant = 'acme'").kind())
        .isEqualTo(Kind.DRIVER);
    assertThat(explain(Unscoped.REFUSE, "EXPLAIN TENANTCRYPT SELECT 1").kind())
        .isEqualTo(Kind.DRIVER);
  }
}
