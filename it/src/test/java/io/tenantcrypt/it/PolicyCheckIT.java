package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.TenantCryptDataSource;
import io.tenantcrypt.admin.PolicyFinding;
import io.tenantcrypt.admin.PolicyFinding.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check of the policy finds in a database, and that what it says to do helps. */
class PolicyCheckIT {

  private static final String POLICY =
      """
      version: 1
      deployment: 5e1f0c2d7a4b49c8b3d6e0f1a2b3c4d5
      revision: 1
      tenancy: { column: tenant_id }
      keys: { kek: "memory://check" }
      tables:
        @schema@.patient: { columns: { ssn: { type: varchar(11) }, note: { type: text } } }
        @schema@.visit: { columns: { finding: { type: varchar(40) } } }
        @schema@.bill:
        @schema@.gone:
        @schema@.country: { tenant: none }
      """;

  @TempDir Path directory;

  private List<PolicyFinding> check(String plain, String schema) throws Exception {
    TenantCryptDataSource source = new TenantCryptDataSource();
    source.setUrl(plain.replaceFirst("^jdbc:", "jdbc:tenantcrypt:"));
    source.setKeyStoreSchema("checkkeys");
    source.setPolicy(
        Files.writeString(directory.resolve("policy.yaml"), POLICY.replace("@schema@", schema))
            .toString());
    TenantCrypt tenantCrypt = TenantCrypt.of(source);
    tenantCrypt.keyStore().migrate();
    tenantCrypt.recordPolicy();
    return tenantCrypt.checkPolicy();
  }

  private static void run(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> told(List<PolicyFinding> findings) {
    return findings.stream().map(f -> f.kind() + " " + f.object()).toList();
  }

  /** Carries out what the findings of some kinds say. */
  private static void fix(String url, List<PolicyFinding> findings, Kind kind) throws SQLException {
    List<String> statements = new ArrayList<>();
    findings.stream()
        .filter(f -> f.kind() == kind)
        .forEach(f -> statements.add(f.fix().orElseThrow().replaceFirst(";.*", "")));
    assertThat(statements).isNotEmpty();
    run(url, statements.toArray(String[]::new));
  }

  @Test
  void postgres_tellsEachDisagreement_andWhatToDoHelps() throws Exception {
    String url = World.shared().freshUrl("policycheck");
    run(
        url,
        "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "CREATE TABLE patient (tenant_id varchar(63) COLLATE loose NOT NULL, id bigint, ssn bytea)",
        "CREATE TABLE visit (id bigint PRIMARY KEY, finding varchar(40))",
        "CREATE TABLE bill (tenant_id varchar(63) NOT NULL, id bigint PRIMARY KEY)",
        "CREATE TABLE country (code char(2) PRIMARY KEY)",
        "CREATE VIEW bills AS SELECT id FROM bill",
        "CREATE VIEW countries AS SELECT code FROM country",
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER noted BEFORE INSERT ON bill FOR EACH ROW EXECUTE FUNCTION note()");
    List<PolicyFinding> findings = check(url, "public");
    assertThat(told(findings))
        .containsExactlyInAnyOrder(
            "TRIGGER public.bill",
            "VIEW public.bills",
            "TENANCY_COLUMN public.patient.tenant_id",
            "COLUMN_MISSING public.patient.note",
            "PRIMARY_KEY public.patient",
            "TENANCY_COLUMN public.visit.tenant_id",
            "TABLE_MISSING public.gone");
    fix(url, findings, Kind.TENANCY_COLUMN);
    run(
        url,
        "ALTER TABLE patient ADD COLUMN note bytea, ADD PRIMARY KEY (tenant_id, id)",
        "DROP TRIGGER noted ON bill",
        "DROP VIEW bills",
        "CREATE TABLE gone (tenant_id varchar(63))");
    // A column of cells that is none, which was not looked at before.
    List<PolicyFinding> again = check(url, "public");
    assertThat(told(again)).containsExactly("TABLE_REFUSED public.visit");
    assertThat(again.get(0).message()).contains("finding", "bytea");
    run(url, "ALTER TABLE visit ALTER COLUMN finding TYPE bytea USING finding::bytea");
    assertThat(check(url, "public")).isEmpty();
  }

  @Test
  void mariaDb_tellsEachDisagreement_andWhatToDoHelps() throws Exception {
    String url = MariaDbWorld.shared().server().freshUrl("mariadb", "policycheck");
    run(
        url,
        "DROP DATABASE IF EXISTS checkkeys",
        "CREATE TABLE patient (tenant_id varchar(63) NOT NULL, id bigint, ssn varbinary(200))",
        "CREATE TABLE visit (id bigint PRIMARY KEY, finding varbinary(300))",
        "CREATE TABLE bill (tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
            + " id bigint PRIMARY KEY)",
        "CREATE TABLE country (code char(2) PRIMARY KEY)",
        "CREATE VIEW bills AS SELECT id FROM bill",
        "CREATE TRIGGER noted BEFORE INSERT ON bill FOR EACH ROW SET NEW.id = NEW.id");
    List<PolicyFinding> findings =
        check(url, "policycheck").stream()
            .filter(f -> f.object().startsWith("policycheck."))
            .toList();
    assertThat(told(findings))
        .containsExactlyInAnyOrder(
            "TRIGGER policycheck.bill",
            "VIEW policycheck.bills",
            "TENANCY_COLUMN policycheck.patient.tenant_id",
            "COLUMN_MISSING policycheck.patient.note",
            "PRIMARY_KEY policycheck.patient",
            "TENANCY_COLUMN policycheck.visit.tenant_id",
            "TABLE_MISSING policycheck.gone");
    fix(url, findings, Kind.TENANCY_COLUMN);
    run(
        url,
        "ALTER TABLE patient ADD COLUMN note longblob, ADD PRIMARY KEY (tenant_id, id)",
        "DROP TRIGGER noted",
        "DROP VIEW bills",
        "CREATE TABLE gone (tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin)");
    assertThat(
            check(url, "policycheck").stream()
                .filter(f -> f.object().startsWith("policycheck.")))
        .isEmpty();
    run(url, "DROP DATABASE policycheck", "DROP DATABASE checkkeys");
  }
}
