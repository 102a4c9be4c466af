package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in the catalog and not in the text: children, users' operators, DDL past us. */
@SuppressWarnings("NullAway.Init")
class CatalogIT {

  private static int number;

  private Sealed sealed;
  private Connection raw;
  private Connection driver;

  @BeforeEach
  void open() throws Exception {
    number++;
    sealed = Sealed.create("catalog_" + number);
    raw = DriverManager.getConnection(sealed.plainUrl());
    driver = sealed.connect("tenant=acme");
  }

  @AfterEach
  void close() throws Exception {
    driver.close();
    raw.close();
    sealed.inspector().assertNone(Rows.MARKS);
  }

  /** Past the driver; a name that nobody knows makes the driver look at once. */
  private void past(String... statements) throws SQLException {
    for (String sql : statements) {
      Sql.execute(raw, sql);
    }
    Sql.refusal("TC041", () -> Sql.ask(driver, "SELECT * FROM no_such_table"));
  }

  @Test
  void childOfATenantTable_readThroughItsParent_isPinnedAndOpened() throws Exception {
    past("CREATE TABLE patient_old () INHERITS (patient)");
    for (String tenant : Sealed.TENANTS) {
      try (Connection own = sealed.connect("tenant=" + tenant)) {
        Sql.execute(
            own, "INSERT INTO patient_old (id, name) VALUES (900, 'Old S3CRET " + tenant + "')");
      }
    }

    assertThat(Sql.column(driver, "SELECT name FROM patient WHERE id = 900"))
        .containsExactly("Old S3CRET acme");
    assertThat(Sql.column(driver, "SELECT name FROM patient_old"))
        .containsExactly("Old S3CRET acme");
    Sql.execute(driver, "UPDATE patient SET name = 'New S3CRET' WHERE id = 900");
    assertThat(Sql.column(driver, "SELECT name FROM patient_old")).containsExactly("New S3CRET");
    Sql.execute(driver, "DELETE FROM patient WHERE id = 900");
    assertThat(sealed.raw("SELECT string_agg(tenant_id, ',') FROM patient_old"))
        .isEqualTo("globex");
  }

  @Test
  void viewThatCallsAUsersFunction_isRefused_andOneThatCallsTheServersIsNot() throws Exception {
    past(
        "CREATE FUNCTION titles() RETURNS SETOF varchar LANGUAGE sql AS 'SELECT title FROM task'",
        "CREATE VIEW titles_of_all AS SELECT titles() AS title",
        "CREATE VIEW over_titles AS SELECT title FROM titles_of_all",
        "CREATE VIEW lines AS SELECT upper(line) AS line FROM log_line");

    Sql.refusal("TC001", () -> Sql.ask(driver, "SELECT title FROM titles_of_all"));
    Sql.refusal("TC001", () -> Sql.ask(driver, "SELECT title FROM over_titles"));
    assertThat(Sql.column(driver, "SELECT line FROM lines")).isEmpty();
  }

  @Test
  void partitionedTable_withSubpartitions_isATenantTable() throws Exception {
    past(
        "CREATE TABLE part (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, PRIMARY KEY"
            + " (tenant_id, id)) PARTITION BY LIST (tenant_id)",
        "CREATE TABLE part_acme PARTITION OF part FOR VALUES IN ('acme') PARTITION BY HASH (id)",
        "CREATE TABLE part_acme_0 PARTITION OF part_acme FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
        "CREATE TABLE part_rest PARTITION OF part DEFAULT",
        "INSERT INTO part VALUES ('acme', 1), ('globex', 2)");

    assertThat(Sql.column(driver, "SELECT id FROM part")).containsExactly("1");
    assertThat(Sql.column(driver, "SELECT id FROM part_rest")).isEmpty();
    Sql.execute(driver, "INSERT INTO part (id) VALUES (3)");
    assertThat(Sql.column(driver, "SELECT id FROM part_acme_0 ORDER BY id"))
        .containsExactly("1", "3");
    Sql.refusal("TC001", () -> Sql.ask(driver, "SELECT id FROM part WHERE tenant_id = 'globex'"));
  }

  @Test
  void childOfAProtectedTable_madeThroughTheDriver_holdsCells() throws Exception {
    driver.setAutoCommit(false);
    Sql.execute(driver, "CREATE TABLE patient_new () INHERITS (patient)");
    Sql.execute(driver, "INSERT INTO patient_new (id, name) VALUES (901, 'New S3CRET')");
    driver.commit();
    driver.setAutoCommit(true);

    assertThat(Sql.column(driver, "SELECT name FROM patient WHERE id = 901"))
        .containsExactly("New S3CRET");
    assertThat(Sql.column(driver, "SELECT name FROM patient_new")).containsExactly("New S3CRET");
    assertThat(sealed.raw("SELECT get_byte(name, 0) FROM patient_new")).isEqualTo("249");
    Sql.refusal("TC041", () -> Sql.execute(driver, "ALTER TABLE patient_new NO INHERIT patient"));
    Sql.execute(driver, "ALTER TABLE patient_new RENAME TO patient_later");
    assertThat(Sql.column(driver, "SELECT name FROM patient_later")).containsExactly("New S3CRET");
  }

  @Test
  void plainTable_thatIsToBecomeAChildOfAProtectedOne_isRefused() throws Exception {
    Sql.execute(driver, "CREATE TABLE loose (tenant_id varchar(63) NOT NULL, id bigint)");
    Sql.refusal("TC041", () -> Sql.execute(driver, "ALTER TABLE loose INHERIT patient"));
    Sql.refusal(
        "TC041", () -> Sql.execute(driver, "ALTER TABLE patient ATTACH PARTITION loose DEFAULT"));
  }

  @Test
  void operator_madeThroughTheDriverInATransaction_pinsNothing() throws Exception {
    driver.setAutoCommit(false);
    Sql.execute(
        driver,
        "CREATE FUNCTION anything(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT"
            + " true'");
    Sql.refusal(
        "TC001",
        () ->
            Sql.execute(
                driver,
                "CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = anything)"));
    assertThat(Sql.column(driver, "SELECT id FROM visit WHERE tenant_id = 'acme'")).isNotEmpty();
    driver.rollback();
    driver.setAutoCommit(true);
  }

  @Test
  void foreignChild_ofATenantTable_isRefused() throws Exception {
    past(
        "CREATE FOREIGN DATA WRAPPER nowhere",
        "CREATE SERVER far FOREIGN DATA WRAPPER nowhere",
        "CREATE FOREIGN TABLE visit_far () INHERITS (visit) SERVER far");

    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT id FROM visit"));
    past("DROP FOREIGN TABLE visit_far");
    assertThat(Sql.column(driver, "SELECT id FROM visit")).isNotEmpty();
  }

  @Test
  void childOfAPlainTable_withTheTenancyColumn_isNotReadThroughItsParent() throws Exception {
    past(
        "CREATE TABLE base (id bigint)",
        "CREATE TABLE grown (tenant_id varchar(63)) INHERITS (base)");

    Sql.refusal("TC001", () -> Sql.ask(driver, "SELECT id FROM base"));
  }

  @Test
  void operatorThatTheServerPrefers_forTheTenancyColumn_isRefused() throws Exception {
    past(
        "CREATE FUNCTION anything(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = anything)");

    assertThat(sealed.raw("SELECT count(DISTINCT tenant_id) FROM visit WHERE tenant_id = 'acme'"))
        .as("without us it shows every tenant's rows")
        .isEqualTo("2");
    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT id FROM visit WHERE tenant_id = 'acme'"));
    Sql.refusal("TC041", () -> Sql.ask(driver, "SELECT id FROM visit"));
    past("DROP OPERATOR = (varchar, varchar)");
    assertThat(Sql.column(driver, "SELECT id FROM visit")).isNotEmpty();
  }

  @Test
  void operatorOfAUser_thatReadsATenantTable_isRefusedEverywhere() throws Exception {
    past(
        "CREATE FUNCTION spy(int, int) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM visit'",
        "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = spy)");

    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT 1 === 2"));
    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT id === 2 FROM visit"));
    assertThat(Sql.ask(driver, "SELECT 1 = 2")).isEqualTo("f");
  }

  @Test
  void castOfAUser_thatReadsATenantTable_isRefused() throws Exception {
    past(
        "CREATE FUNCTION spy(point) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM visit'",
        "CREATE CAST (point AS bigint) WITH FUNCTION spy(point) AS IMPLICIT");

    Sql.refusal("TC041", () -> Sql.ask(driver, "SELECT id FROM visit"));
    assertThat(Sql.ask(driver, "SELECT code FROM country ORDER BY code")).isNotEmpty();
  }

  @Test
  void domainOfAUser_whoseCheckReadsATenantTable_isNoTypeToCastTo() throws Exception {
    past(
        "CREATE FUNCTION spy(text) RETURNS boolean LANGUAGE sql AS"
            + " 'SELECT EXISTS (SELECT FROM visit WHERE tenant_id = $1)'",
        "CREATE DOMAIN checked AS text CHECK (spy(value))",
        "CREATE DOMAIN short AS text CHECK (length(value) < 9)");

    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT CAST('globex' AS checked)"));
    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT 'globex'::checked FROM visit"));
    assertThat(Sql.ask(driver, "SELECT 'fine'::short FROM visit")).isEqualTo("fine");
  }

  @Test
  void functionOfAUser_namedAsTheGrammarNames_isRefused() throws Exception {
    past(
        "CREATE FUNCTION \"coalesce\"(bigint) RETURNS text LANGUAGE sql AS"
            + " 'SELECT string_agg(id::text, '','') FROM visit'",
        "CREATE FUNCTION \"substring\"(varchar, int, int) RETURNS text LANGUAGE sql AS"
            + " 'SELECT string_agg(id::text, '','') FROM visit'");

    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT \"coalesce\"(id) FROM visit"));
    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT \"coalesce\"(1)"));
    Sql.refusal("TC003", () -> Sql.ask(driver, "SELECT substring(tenant_id, 1, 1) FROM visit"));
  }

  @Test
  void extensions_inC_doNotTakeTheBuiltInsAway() throws Exception {
    past("CREATE EXTENSION citext", "CREATE EXTENSION pgcrypto", "CREATE EXTENSION hstore");

    assertThat(
            Sql.ask(
                driver,
                "SELECT max(id) FROM visit WHERE tenant_id = 'acme' AND gen_random_uuid() IS NOT"
                    + " NULL"))
        .isNotEmpty();
    assertThat(Sql.ask(driver, "SELECT 'A'::citext = 'a' FROM visit")).isEqualTo("t");
    past("CREATE TABLE soft (tenant_id citext, id bigint)");
    Sql.refusal("TC041", () -> Sql.ask(driver, "SELECT id FROM soft"));
    past(
        "DROP TABLE soft", "CREATE DOMAIN tid AS varchar(63)", "CREATE TABLE hard (tenant_id tid)");
    Sql.refusal("TC041", () -> Sql.ask(driver, "SELECT 1 FROM hard WHERE tenant_id = 'acme'"));
  }

  @Test
  void tableReplacedPastUs_afterAStatementFailedOnIt_isKnown() throws Exception {
    past("CREATE VIEW list AS SELECT code FROM country");
    assertThat(Sql.column(driver, "SELECT code FROM list")).isNotEmpty();

    Sql.execute(raw, "DROP VIEW list");
    assertThat(Sql.refusalOfTheServer(() -> Sql.ask(driver, "SELECT code FROM list")))
        .isEqualTo("42P01");
    Sql.execute(raw, "CREATE VIEW list AS SELECT id AS code FROM visit");
    // The failure made the driver look, and it did so after the view was there.
    Sql.refusal("TC001", () -> Sql.ask(driver, "SELECT code FROM list"));
  }

  @Test
  void rollbackToASavepointByText_dropsWhatWasMadeSince() throws Exception {
    driver.setAutoCommit(false);
    Sql.execute(driver, "CREATE TABLE kept (tenant_id varchar(63), id bigint)");
    Sql.execute(driver, "SAVEPOINT a");
    Sql.execute(driver, "CREATE TABLE undone (tenant_id varchar(63), id bigint)");
    Sql.execute(driver, "SAVEPOINT B");
    Sql.execute(driver, "DROP TABLE kept");
    Sql.execute(driver, "ROLLBACK TO b");
    Sql.execute(driver, "INSERT INTO kept (id) VALUES (1)");
    Sql.execute(driver, "INSERT INTO undone (id) VALUES (1)");
    Sql.execute(driver, "ROLLBACK TO SAVEPOINT a");

    assertThat(Sql.column(driver, "SELECT id FROM kept")).isEmpty();
    Sql.refusal("TC041", () -> Sql.ask(driver, "SELECT id FROM undone"));
    Sql.execute(driver, "INSERT INTO kept (id) VALUES (2)");
    Sql.execute(driver, "RELEASE a");
    driver.commit();
    assertThat(sealed.raw("SELECT tenant_id || id FROM kept")).isEqualTo("acme2");
  }

  @Test
  void namesBeyondAscii_inADatabaseThatFoldsThem_areRefused() throws Exception {
    Sql.execute(
        raw, "CREATE DATABASE latin_" + number + " ENCODING LATIN1 TEMPLATE template0 LOCALE 'C'");
    Sealed latin =
        new Sealed(
            "latin_" + number,
            sealed.plainUrl().replace("catalog_" + number, "latin_" + number),
            "policy-scope.yaml");
    try (Connection connection = latin.connect("tenant=acme")) {
      Sql.refusal("TC003", () -> Sql.ask(connection, "TABLE \u00c9tat"));
      Sql.refusal("TC003", () -> Sql.ask(connection, "SELECT E'\\xc3\\xa9'"));
      assertThat(Sql.ask(connection, "SELECT '\u00e9'")).isEqualTo("\u00e9");
    }
  }
}
