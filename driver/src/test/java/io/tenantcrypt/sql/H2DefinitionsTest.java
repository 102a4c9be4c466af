package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.ServerFacts;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions of H2, on an empty database. */
class H2DefinitionsTest {

  private static final SessionView EMPTY =
      SessionView.of(
          new CatalogSnapshot(
              1,
              Map.of(),
              Set.of(),
              Set.of(),
              Map.of("public", Set.of("peek")),
              new ServerFacts(20_400, true, Set.of(), Set.of(), Set.of(), Set.of(), Set.of())),
          List.of("public"),
          new Reading.H2(false, true));

  private static StatementPlan plan(String sql) {
    return new Analyzer(Clinic.policy(Unscoped.REFUSE)).analyze(sql, EMPTY);
  }

  @Test
  void protectedColumns_getTheTypeOfTheirCells_andACheck() {
    assertThat(
            PlanText.of(
                plan(
                    "CREATE TABLE patient (tenant_id varchar(63), ssn varchar(11) NOT NULL, dob"
                        + " date DEFAULT NULL, city varchar(40))")))
        .startsWith(
            "CREATE TABLE patient (tenant_id varchar(63), ssn varbinary(79) NOT NULL CHECK"
                + " (SUBSTRING(ssn, 1, 1) = X'F9'), dob varbinary(43) DEFAULT NULL CHECK"
                + " (SUBSTRING(dob, 1, 1) = X'F9'), city varchar(40))");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "CREATE TABLE patient (ssn varchar(12))~TC041",
        "CREATE TABLE patient (ssn varchar(11) DEFAULT 'x')~TC002",
        "CREATE TABLE patient (ssn varchar(11) UNIQUE)~TC002",
        "CREATE TABLE patient (ssn varchar(11), UNIQUE (ssn))~TC002",
        "CREATE TABLE patient (ssn varchar(11) GENERATED ALWAYS AS ('x'))~TC002",
        "CREATE INDEX i ON patient (ssn)~TC002",
        "ALTER TABLE patient ALTER COLUMN ssn SET DATA TYPE varchar(20)~TC041",
        "ALTER TABLE patient ALTER COLUMN ssn RENAME TO x~TC041",
        "ALTER TABLE patient ALTER COLUMN x RENAME TO ssn~TC041",
        "ALTER TABLE patient DROP COLUMN tenant_id~TC041",
        "ALTER TABLE patient SET REFERENTIAL_INTEGRITY FALSE~TC003",
        "CREATE TABLE x (a int DEFAULT (SELECT 1))~TC003",
        "CREATE TABLE x (a int DEFAULT peek())~TC003",
        "CREATE TABLE x (a int) ENGINE \"e\"~TC003",
        "CREATE TABLE x AS SELECT * FROM patient~TC003",
        "CREATE LOCAL TEMPORARY TABLE patient (a int)~TC003",
        "CREATE LOCAL TEMPORARY TABLE x AS SELECT 1~TC003",
        "CREATE TABLE x (a int) TRANSACTIONAL~TC003",
        "CREATE VIEW v AS SELECT * FROM patient~TC003",
        "CREATE ALIAS f FOR \"a.b\"~TC003",
        "CREATE OR REPLACE FORCE LOCAL TEMPORARY LINKED TABLE x ('', '', '', '', '')~TC003",
        "CREATE FRESH x~TC003",
        "ALTER SCHEMA public RENAME TO x~TC003",
        "DROP ALL OBJECTS~TC003",
        "TRUNCATE TABLE patient~TC003",
        "COMMENT ON TABLE x IS (SELECT 1)~TC003",
        "COMMENT ON TABLE x IS 'a' || 'b'~TC003",
        "CREATE SCHEMA tenantcrypt~TC001",
      })
  void definition_thatCannotBeKept_isRefused(String sql, String state) {
    assertThat(PlanText.of(plan(sql))).startsWith(state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE x (a int, b varchar(9) DEFAULT 'table', CHECK (a > 0))",
        "CREATE TABLE x (a int) AS SELECT 1, 'SELECT * FROM patient'",
        "CREATE CACHED TABLE IF NOT EXISTS x (a timestamp with time zone)",
        "CREATE UNIQUE INDEX i ON x (a)",
        "CREATE INDEX i ON patient (city)",
        "CREATE SEQUENCE s START WITH 1",
        "CREATE DOMAIN d AS varchar(9)",
        "ALTER TABLE x ADD COLUMN b int",
        "ALTER TABLE patient ALTER COLUMN ssn SET NOT NULL",
        "DROP TABLE patient",
        "DROP ALIAS peek",
        "COMMENT ON COLUMN patient.ssn IS 'as in the card'",
        "GRANT SELECT ON patient TO app",
      })
  void otherDefinition_passes_andCommits(String sql) {
    assertThat(plan(sql))
        .isInstanceOfSatisfying(
            StatementPlan.PassThrough.class,
            plan -> assertThat(plan.effects().transaction()).isEqualTo(Effects.Transaction.COMMIT));
  }
}
