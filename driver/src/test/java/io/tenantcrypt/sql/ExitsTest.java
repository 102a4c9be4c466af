package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.AuditPolicy;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.StatementExemption;
import io.tenantcrypt.policy.TenancyPolicy;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statement exemptions, platform sessions and the session variable, as the analysis sees them. */
class ExitsTest {

  private static final Reading POSTGRES = new Reading.Postgres(true);

  private static final LocalDate EXPIRES = LocalDate.of(2027, 6, 30);

  private static Policy policy(Unscoped unscoped, String variable, String... exempted) {
    Policy base = Clinic.policy(unscoped);
    TenancyPolicy tenancy = base.tenancy();
    List<StatementExemption> statements =
        Arrays.stream(exempted)
            .map(sql -> new StatementExemption(sql, "why", "who", EXPIRES))
            .toList();
    return new Policy(
        1,
        base.deployment(),
        1,
        new TenancyPolicy(
            tenancy.column(),
            tenancy.unscoped(),
            tenancy.unlisted(),
            Optional.of(variable).filter(v -> !v.isEmpty())),
        base.keys(),
        base.tables(),
        statements,
        List.of(),
        List.of(),
        List.of(),
        AuditPolicy.DEFAULT);
  }

  private static StatementPlan exempted(String exempted, String sql) {
    return new Analyzer(policy(Unscoped.REFUSE, "", exempted)).analyze(sql, Clinic.view());
  }

  private static StatementPlan.Exempted taken(String sql) {
    StatementPlan plan = exempted(sql, sql);
    assertThat(plan).as(PlanTextOrType.of(plan)).isInstanceOf(StatementPlan.Exempted.class);
    return (StatementPlan.Exempted) plan;
  }

  private static ErrorCode refused(StatementPlan plan) {
    assertThat(plan).isInstanceOf(StatementPlan.Refused.class);
    return ((StatementPlan.Refused) plan).code();
  }

  private static final class PlanTextOrType {
    static String of(StatementPlan plan) {
      return plan instanceof StatementPlan.Refused refused
          ? refused.reason()
          : plan.getClass().getSimpleName();
    }
  }

  @ParameterizedTest
  @EnumSource(Unscoped.class)
  void exemptedStatement_isNeitherRefusedNorScoped(Unscoped unscoped) {
    String sql = "SELECT count(*) FROM patient WHERE name = ?";
    StatementPlan plan = new Analyzer(policy(unscoped, "", sql)).analyze(sql, Clinic.view());

    assertThat(plan)
        .isInstanceOfSatisfying(
            StatementPlan.Exempted.class,
            e -> {
              assertThat(e.plan().sql()).isEqualTo(sql);
              assertThat(e.plan().needsTenant()).isFalse();
              assertThat(e.exemption().owner()).isEqualTo("who");
              assertThat(e.cacheable()).isTrue();
            });
  }

  @Test
  void exemptedStatement_thatReadsCells_stillOpensThemUnderATenant() {
    StatementPlan.Exempted plan = taken("SELECT tenant_id, ssn FROM patient");

    assertThat(plan.plan().outputs().get(1)).isInstanceOf(OutputColumn.Cell.class);
    assertThat(plan.plan().needsTenant()).isTrue();
  }

  @Test
  void exemptedStatement_mayNameAnotherTenant() {
    assertThat(taken("SELECT id FROM patient WHERE tenant_id = 'globex'").plan().checks())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select  count( * )\nfrom PATIENT p",
        "SELECT count(*) /* nightly */ FROM patient p -- all",
        "SELECT count(*) FROM patient p;",
        "SELECT COUNT(*) FROM Patient P"
      })
  void normalisation_ignoresSpaceCommentsAndCaseOfWords(String sql) {
    assertThat(exempted("SELECT count(*) FROM patient p", sql))
        .isInstanceOf(StatementPlan.Exempted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM patient WHERE id = 8",
        "SELECT name FROM patient WHERE id = ?",
        "SELECT name FROM patient WHERE id = '7'",
        "SELECT name FROM patient WHERE id = 7.0",
        "SELECT name FROM patient WHERE id = 7 OR 1 = 1",
        "SELECT \"name\" FROM patient WHERE id = 7",
        "SELECT name FROM public.patient WHERE id = 7",
        "SELECT name FROM patient WHERE id = 7; SELECT name FROM patient WHERE id = 7"
      })
  void normalisation_neverWidens(String sql) {
    refused(exempted("SELECT name FROM patient WHERE id = 7", sql));
  }

  @Test
  void normalisation_ofStrings_isExact() {
    String sql = "SELECT id FROM patient WHERE name = 'Ada'";
    assertThat(exempted(sql, sql)).isInstanceOf(StatementPlan.Exempted.class);
    refused(exempted(sql, "SELECT id FROM patient WHERE name = 'ada'"));
    refused(exempted(sql, "SELECT id FROM patient WHERE name = E'Ada'"));
    refused(exempted(sql, "SELECT id FROM patient WHERE name = 'Ada '"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE patient SET ssn = ?",
        "UPDATE patient SET ssn = '123-45-6789' WHERE id = 1",
        "INSERT INTO patient (id, ssn) VALUES (?, ?)",
        "INSERT INTO patient (id, tenant_id, ssn) SELECT max(id) + 1, ?, ? FROM patient",
        "MERGE INTO patient p USING (SELECT 1 AS id) s ON p.id = s.id"
            + " WHEN MATCHED THEN UPDATE SET ssn = ?",
        "WITH x AS (UPDATE patient SET ssn = ? RETURNING id) SELECT id FROM x",
        "INSERT INTO patient (id, tenant_id, ssn) SELECT id, tenant_id, ssn FROM patient",
        "UPDATE visit v SET ssn_copy = p.ssn FROM patient p WHERE p.id = v.patient_id"
      })
  void exemptedStatement_thatWouldStoreCellsInOthersRows_isRefused(String sql) {
    assertThat(refused(exempted(sql, sql))).isEqualTo(ErrorCode.TC002);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT upper(ssn) FROM patient",
        "SELECT id FROM patient WHERE ssn = ?",
        "SELECT id FROM patient_view",
        "SELECT leak(name) FROM patient",
        "TRUNCATE patient",
        "COPY patient TO STDOUT",
        "SELECT * FROM tenantcrypt.key"
      })
  void exemption_isOfTheBoundaryOnly(String sql) {
    refused(exempted(sql, sql));
  }

  @Test
  void exemptedStatement_thatChangesNoCell_mayChangeAllTenantsRows() {
    assertThat(taken("UPDATE patient SET name = upper(name)").plan().needsTenant()).isFalse();
    assertThat(taken("DELETE FROM ledger WHERE amount = 0").plan().needsTenant()).isFalse();
    assertThat(taken("UPDATE patient SET ssn = NULL").plan().needsTenant()).isFalse();
  }

  @Test
  void exemptedStatement_thatSealsAPinnedRow_keepsItsChecks() {
    StatementPlan.Exempted plan =
        taken("UPDATE patient SET ssn = ? WHERE id = ? AND tenant_id = ?");

    assertThat(plan.plan().checks()).hasSize(1);
    assertThat(plan.plan().needsTenant()).isTrue();
  }

  @Test
  void fingerprint_tellsStatementsApart_andNoValues() {
    assertThat(Fingerprint.of("SELECT 1 FROM t WHERE a = 'x'", POSTGRES))
        .isEqualTo(Fingerprint.of("select  2 from T where a = 'other' -- c", POSTGRES))
        .isNotEqualTo(Fingerprint.of("SELECT 1 FROM t WHERE b = 'x'", POSTGRES))
        .isNotEqualTo(Fingerprint.of("SELECT 1 FROM t WHERE a = ?", POSTGRES))
        .hasSize(32);
    assertThat(Fingerprint.of("SELECT 'open", POSTGRES)).isEqualTo("unreadable");
  }

  @Test
  void exemption_thatIsNoStatement_isAnErrorOfThePolicy() {
    for (String sql : List.of("SELECT 'open", "SELECT 1; SELECT 2", "-- nothing")) {
      assertThatThrownBy(() -> new Analyzer(policy(Unscoped.REFUSE, "", sql)).require(POSTGRES))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040))
          .hasMessageContaining("statements[0].sql");
    }
    assertThatThrownBy(
            () ->
                new Analyzer(policy(Unscoped.REFUSE, "", "SELECT 1", "select  1 -- again"))
                    .require(POSTGRES))
        .hasMessageContaining("statements[1].sql is exempted twice");
  }

  private static StatementPlan platform(String sql) {
    return new Analyzer(Clinic.policy(Unscoped.SCOPE)).analyzePlatform(sql, Clinic.view());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT tenant_id, count(*), count(ssn) FROM patient GROUP BY tenant_id",
        "SELECT p.name FROM patient p WHERE p.ssn IS NULL AND p.tenant_id = ?",
        "WITH x AS (SELECT tenant_id FROM patient) SELECT count(*) FROM x",
        "(SELECT id FROM patient) UNION ALL (SELECT id FROM visit)"
      })
  void platformQuery_readsAcrossTenantsUnchanged(String sql) {
    assertThat(platform(sql))
        .isInstanceOfSatisfying(
            StatementPlan.Protected.class,
            p -> {
              assertThat(p.sql()).isEqualTo(sql);
              assertThat(p.needsTenant()).isFalse();
              assertThat(p.checks()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT 1", "SHOW server_version", "BEGIN", "COMMIT", "SELECT x FROM plain"})
  void platformSession_passesWhatOnlyReads(String sql) {
    assertThat(platform(sql)).isInstanceOf(StatementPlan.PassThrough.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ssn FROM patient",
        "SELECT * FROM patient",
        "SELECT coalesce(ssn, NULL) FROM patient",
        "SELECT secret FROM setting",
        "SELECT (SELECT ssn FROM patient LIMIT 1)"
      })
  void platformQuery_thatReturnsCells_isRefused(String sql) {
    assertThat(refused(platform(sql))).isEqualTo(ErrorCode.TC002);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE patient SET name = 'x'",
        "INSERT INTO plain (id) VALUES (1)",
        "DELETE FROM plain",
        "WITH x AS (DELETE FROM plain RETURNING id) SELECT id FROM x",
        "SELECT id INTO copied FROM plain",
        "SELECT id FROM plain FOR UPDATE",
        "SELECT id FROM patient FOR SHARE",
        "SELECT id FROM patient FOR KEY SHARE",
        "BEGIN READ WRITE",
        "START TRANSACTION READ WRITE",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "SET TRANSACTION READ WRITE",
        "SET transaction_read_only = off",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SET tenantcrypt.tenant = 'acme'",
        "DISCARD ALL",
        "CREATE TABLE t (id int)",
        "COPY plain TO STDOUT",
        "EXPLAIN ANALYZE SELECT 1",
        "DO 'begin end'",
        "CALL p()",
        "VACUUM",
        "COMMIT PREPARED 'x'",
        "SELECT 1; SELECT 2",
        "SELECT id FROM patient_view",
        "SELECT leak(name) FROM patient",
        "SELECT * FROM tenantcrypt.key"
      })
  void platformSession_refusesEverythingElse(String sql) {
    assertThat(platform(sql)).isInstanceOf(StatementPlan.Refused.class);
  }

  private static StatementPlan withVariable(String sql) {
    return new Analyzer(policy(Unscoped.SCOPE, "app.tenant_id")).analyze(sql, Clinic.view());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET app.tenant_id = 'globex'",
        "SET LOCAL app.tenant_id TO 'globex'",
        "set session APP.Tenant_Id = 'globex'",
        "SET \"app.tenant_id\" = 'globex'",
        "SET \"APP\".\"Tenant_ID\" = 'globex'",
        "RESET app.tenant_id",
        "ALTER ROLE app SET app.tenant_id = 'globex'",
        "ALTER DATABASE d SET app.tenant_id = 'globex'",
        "SELECT set_config('app.tenant_id', 'globex', false)",
        "SELECT pg_catalog.set_config('App.Tenant_id', 'globex', true)",
        "SELECT set_config(?, ?, false)",
        "SELECT set_config('app' || '.tenant_id', 'globex', false)",
        "SELECT set_config(setting_name => 'app.tenant_id', new_value => 'x', is_local => false)",
        "PREPARE p AS SELECT set_config($1, $2, false)",
        "UPDATE pg_settings SET setting = 'globex' WHERE name = 'app.tenant_id'",
        "SELECT 1; SET app.tenant_id = 'globex'"
      })
  void sessionVariable_isNotTheApplicationsToSet(String sql) {
    StatementPlan plan = withVariable(sql);
    assertThat(plan).isInstanceOf(StatementPlan.Refused.class);
    assertThat(((StatementPlan.Refused) plan).reason()).doesNotContain("globex");
  }

  @Test
  void sessionVariable_setByTheApplication_isTC011() {
    assertThat(refused(withVariable("SET app.tenant_id = 'x'"))).isEqualTo(ErrorCode.TC011);
    assertThat(refused(withVariable("SELECT set_config(?, ?, true)"))).isEqualTo(ErrorCode.TC011);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET app.other = 'x'",
        "SET search_path = public",
        "SELECT set_config('app.other', ?, false)",
        "SELECT 'app.tenant_id'",
        "RESET ALL"
      })
  void otherVariables_areTheApplications(String sql) {
    assertThat(withVariable(sql)).isInstanceOf(StatementPlan.PassThrough.class);
  }

  @Test
  void sessionVariable_thatPostgresDoesNotKnow_isAnErrorOfThePolicy() {
    for (String name : List.of("@tenant_id", "search_path")) {
      assertThatThrownBy(() -> new Analyzer(policy(Unscoped.REFUSE, name)))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
    }
  }
}
