package io.tenantcrypt.it;

import static io.tenantcrypt.it.H2Fixture.as;
import static io.tenantcrypt.it.H2Fixture.fresh;
import static io.tenantcrypt.it.H2Fixture.refused;
import static io.tenantcrypt.it.H2Fixture.run;
import static io.tenantcrypt.it.H2Fixture.runPlain;
import static io.tenantcrypt.it.H2Fixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What H2's catalog has: what others made, storage, metadata and generated keys. */
class H2ObjectsIT {

  /** What an alias calls. */
  public static int peek() {
    return 1;
  }

  @ParameterizedTest
  @EnumSource
  void viewsAliasesAndLinks_madeByOthers_areFoundAndRefused(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "views");
    runPlain(
        plain,
        "CREATE VIEW all_tasks AS SELECT id, title FROM task",
        "CREATE VIEW over_it AS SELECT * FROM all_tasks",
        "CREATE VIEW by_with AS WITH w AS (TABLE task) SELECT * FROM w",
        "CREATE VIEW log_lines AS SELECT line FROM log_line",
        "CREATE SYNONYM works FOR task",
        "CREATE ALIAS peek FOR \"" + H2ObjectsIT.class.getName() + ".peek\"",
        "CREATE VIEW peeking AS SELECT peek() AS n",
        "CREATE VIEW watching AS SELECT executing_statement AS n FROM information_schema.sessions",
        "CREATE LINKED TABLE linked ('', '" + plain + "', '', '', '" + mode.name("task") + "')");
    as(
        plain,
        connection -> {
          for (String view : List.of("all_tasks", "over_it", "by_with", "works", "linked")) {
            refused("TC001", () -> Sql.column(connection, "SELECT title FROM " + view));
          }
          for (String view : List.of("peeking", "watching")) {
            refused("TC001", () -> Sql.column(connection, "SELECT n FROM " + view));
          }
          for (String sql : List.of("SELECT peek()", "CALL peek()", "SET @x = peek()")) {
            refused("TC003", () -> run(connection, sql));
          }
          refused("TC003", () -> run(connection, "CREATE TABLE x (id int DEFAULT peek())"));
          assertThat(Sql.column(connection, "SELECT line FROM log_lines")).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource
  void user_whoIsNoAdministrator_isJudgedByTheSameCatalog(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "user");
    World.provision(url(plain), World.ACME);
    runPlain(
        plain,
        "INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 'mine'), ('globex', 2, 'x')",
        "CREATE VIEW all_tasks AS SELECT id, title FROM task",
        "CREATE VIEW log_lines AS SELECT line FROM log_line",
        "CREATE ALIAS peek FOR \"" + H2ObjectsIT.class.getName() + ".peek\"",
        "CREATE USER app PASSWORD 'app'",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA public TO app",
        "GRANT SELECT, INSERT, UPDATE ON SCHEMA tenantcrypt TO app");
    as(
        plain.substring(0, plain.indexOf(';')) + ";USER=app;PASSWORD=app",
        connection -> {
          assertThat(Sql.column(connection, "SELECT title FROM task")).containsExactly("mine");
          run(connection, "INSERT INTO patient (id, name) VALUES (1, 'S3CRET')");
          assertThat(Sql.column(connection, "SELECT name FROM patient")).containsExactly("S3CRET");
          refused("TC001", () -> Sql.column(connection, "SELECT title FROM all_tasks"));
          refused("TC003", () -> Sql.column(connection, "SELECT peek()"));
        });
    assertThat(H2World.marks(plain)).isEmpty();
  }

  @Test
  void materializedView_whichHidesTheCatalogsColumns_isRefusedWithTheWayOut() throws Exception {
    String plain = fresh(H2World.Mode.REGULAR, "materialized");
    runPlain(plain, "CREATE MATERIALIZED VIEW kept AS SELECT id, title FROM task");
    as(
        plain,
        connection -> {
          run(connection, "CREATE TABLE unrelated (id bigint)"); // so that the catalog is read
          Throwable thrown = catchThrowable(() -> Sql.column(connection, "SELECT id FROM task"));
          assertThat(thrown).hasMessageContaining("materialized view");
          assertThat(((SQLException) thrown).getSQLState()).isEqualTo("TC041");
        });
  }

  @ParameterizedTest
  @EnumSource
  void invisibleTenancyColumn_makesNoTablePlain(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "invisible");
    runPlain(
        plain,
        "CREATE TABLE hidden_owner (id bigint, tenant_id varchar(63) INVISIBLE DEFAULT 'x')",
        "CREATE TABLE half_hidden (id bigint, secret int INVISIBLE)",
        "INSERT INTO half_hidden (id) VALUES (1)",
        "INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 't')");
    as(
        plain,
        connection -> {
          refused("TC003", () -> Sql.column(connection, "SELECT * FROM hidden_owner"));
          String join = " FROM half_hidden h JOIN task t ON t.id = h.id";
          refused("TC003", () -> Sql.column(connection, "SELECT h.*, t.title" + join));
          assertThat(Sql.column(connection, "SELECT h.id, t.title" + join)).containsExactly("1");
        });
  }

  @ParameterizedTest
  @EnumSource
  void plaintext_pastTheDriver_isRefusedByTheDatabase(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "check");
    Throwable thrown =
        catchThrowable(
            () ->
                runPlain(
                    plain, "INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 99, X'00')"));
    assertThat(thrown).isInstanceOf(SQLException.class).hasMessageContaining("constraint");
  }

  @ParameterizedTest
  @EnumSource
  void column_thatIsAddedLater_holdsCells(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "added");
    World.provision(url(plain), World.ACME);
    as(
        plain,
        connection -> {
          run(
              connection,
              "ALTER TABLE visit DROP COLUMN finding",
              "ALTER TABLE visit ADD COLUMN finding varchar(400) BEFORE fee",
              "INSERT INTO visit (id, patient_id, "
                  + mode.quoted("day")
                  + ", finding) VALUES (1, 1, DATE '2026-01-01', 'S3CRET')");
          assertThat(Sql.column(connection, "SELECT finding FROM visit")).containsExactly("S3CRET");
          refused("TC041", () -> run(connection, "ALTER TABLE visit ALTER COLUMN fee RENAME TO x"));
          refused("TC002", () -> run(connection, "CREATE INDEX i ON visit (finding)"));
        });
    assertThat(H2World.marks(plain)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void metadata_speaksOfLogicalTypes_andOfNoKeyTable(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "metadata");
    World.provision(url(plain), World.ACME);
    as(
        plain,
        connection -> {
          DatabaseMetaData metadata = connection.getMetaData();
          List<String> described = new ArrayList<>();
          try (ResultSet row = metadata.getColumns(null, null, mode.name("patient"), "%")) {
            while (row.next()) {
              described.add(
                  row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT)
                      + " "
                      + row.getString("TYPE_NAME")
                      + " "
                      + row.getInt("COLUMN_SIZE"));
            }
          }
          assertThat(described)
              .containsExactly(
                  "tenant_id CHARACTER VARYING 63",
                  "id BIGINT 64",
                  "name CHARACTER VARYING 120",
                  "dob DATE 10",
                  "ssn CHARACTER VARYING 11",
                  "note CHARACTER VARYING 400",
                  "city CHARACTER VARYING 40",
                  "visits INTEGER 32");
          try (ResultSet row = metadata.getTables(null, mode.name("tenantcrypt"), "%", null)) {
            assertThat(row.next()).isFalse();
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void generatedKeys_byFlagNameAndIndex_areGiven(H2World.Mode mode) throws Exception {
    as(
        fresh(mode, "keys"),
        connection -> {
          String sql = "INSERT INTO job (title) VALUES (?)";
          try (PreparedStatement flag =
                  connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
              PreparedStatement lower = connection.prepareStatement(sql, new String[] {"id"});
              PreparedStatement upper = connection.prepareStatement(sql, new String[] {"ID"});
              PreparedStatement index = connection.prepareStatement(sql, new int[] {2})) {
            long expected = 1;
            for (PreparedStatement each : List.of(flag, lower, upper, index)) {
              each.setString(1, "x");
              assertThat(each.executeUpdate()).isEqualTo(1);
              try (ResultSet key = each.getGeneratedKeys()) {
                assertThat(key.next()).isTrue();
                assertThat(key.getLong(1)).isEqualTo(expected++);
                assertThat(key.next()).isFalse();
              }
            }
          }
          assertThat(Sql.column(connection, "SELECT tenant_id FROM job"))
              .hasSize(4)
              .containsOnly("acme");
        });
  }

  @ParameterizedTest
  @EnumSource
  void generatedKeys_thatAreCells_areOpened(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "cells");
    World.provision(url(plain), World.ACME);
    as(
        plain,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO patient (id, name) VALUES (1, ?)", new String[] {"id", "name"})) {
            insert.setString(1, "Ann");
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
              assertThat(key.next()).isTrue();
              assertThat(key.getString(2)).isEqualTo("Ann");
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void severalStatements_areJudgedOneByOne(H2World.Mode mode) throws Exception {
    as(
        fresh(mode, "several"),
        connection -> {
          run(
              connection,
              "INSERT INTO country VALUES ('CH', 'x'); INSERT INTO country VALUES ('A', 'y')");
          assertThat(Sql.column(connection, "SELECT COUNT(*) FROM country")).containsExactly("2");
          refused("TC003", () -> run(connection, "SELECT 1; SET SCHEMA public; SELECT 2"));
          refused("TC003", () -> run(connection, "SELECT 1; EXECUTE IMMEDIATE 'SELECT 2'"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void policy_thatCannotHoldHere_isRefusedAtConnect(H2World.Mode mode) throws Exception {
    String url = url(fresh(mode, "policy"));
    String text = Files.readString(Path.of("src/test/resources/policy-h2-scope.yaml"));
    for (String other :
        List.of(
            text.replace("public.patient", "public.PATIENT"),
            text.replace("unscoped: scope", "unscoped: scope\n  session: app.tenant_id"))) {
      Path file = Files.createTempFile("policy", ".yaml");
      try {
        Files.writeString(file, other);
        String to = url.replaceFirst("tenantcrypt.policy=[^;]*", "tenantcrypt.policy=" + file);
        refused("TC040", () -> DriverManager.getConnection(to).close());
      } finally {
        Files.delete(file);
      }
    }
    refused(
        "TC040",
        () -> DriverManager.getConnection(url + ";tenantcrypt.keyStoreSchema=Keys").close());
  }

  @ParameterizedTest
  @EnumSource
  void explain_tellsWhatPinsATable(H2World.Mode mode) throws Exception {
    as(
        fresh(mode, "explain"),
        connection ->
            assertThat(
                    String.join(
                        "\n", Sql.column(connection, "EXPLAIN TENANTCRYPT SELECT id FROM task")))
                .isNotEmpty());
  }
}
