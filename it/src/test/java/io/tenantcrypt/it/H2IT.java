package io.tenantcrypt.it;

import static io.tenantcrypt.it.H2Fixture.as;
import static io.tenantcrypt.it.H2Fixture.fresh;
import static io.tenantcrypt.it.H2Fixture.refused;
import static io.tenantcrypt.it.H2Fixture.run;
import static io.tenantcrypt.it.H2Fixture.runPlain;
import static io.tenantcrypt.it.H2Fixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What differs on H2: sessions, and the types of tenancy columns. */
class H2IT {

  @ParameterizedTest
  @EnumSource
  void schema_thatIsSet_isFollowed(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "schema");
    runPlain(
        plain,
        "CREATE SCHEMA other",
        "CREATE TABLE other.task (tenant_id varchar(63), id bigint, title varchar(20))",
        "CREATE TABLE other.only_here (tenant_id varchar(63), title varchar(20))",
        "CREATE TABLE other.country (code varchar(2), tenant_id varchar(63))",
        "INSERT INTO other.task VALUES ('acme', 1, 'mine'), ('globex', 2, 'theirs')",
        "INSERT INTO other.only_here VALUES ('acme', 'mine'), ('globex', 'theirs')",
        "INSERT INTO other.country VALUES ('AA', 'acme'), ('GG', 'globex')");
    as(
        plain,
        connection -> {
          assertThat(Sql.column(connection, "SELECT title FROM task")).isEmpty();
          run(connection, "SET SCHEMA other");
          assertThat(Sql.column(connection, "SELECT title FROM task")).containsExactly("mine");
          assertThat(Sql.column(connection, "SELECT code FROM country")).containsExactly("AA");
          run(connection, "USE public");
          assertThat(Sql.column(connection, "SELECT title FROM task")).isEmpty();
          connection.setSchema(mode == H2World.Mode.REGULAR ? "OTHER" : "other");
          assertThat(Sql.column(connection, "SELECT title FROM task")).containsExactly("mine");
          run(connection, "SET SCHEMA public", "SET SCHEMA_SEARCH_PATH other");
          assertThat(Sql.column(connection, "SELECT title FROM only_here")).containsExactly("mine");
          assertThat(Sql.column(connection, "SELECT code FROM country")).isEmpty();
          refused("TC003", () -> run(connection, "SET SCHEMA @other"));
          refused("TC001", () -> run(connection, "SET SCHEMA tenantcrypt"));
          run(connection, "SET SCHEMA information_schema");
          refused("TC003", () -> Sql.column(connection, "SELECT title FROM public.task"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void definitions_commitByThemselves_andAreSeenAtOnce(H2World.Mode mode) throws Exception {
    as(
        fresh(mode, "ddl"),
        connection -> {
          connection.setAutoCommit(false);
          run(connection, "INSERT INTO task (id, title) VALUES (1, 'kept')");
          run(connection, "CREATE TABLE extra (tenant_id varchar(63), id bigint)");
          connection.rollback(); // nothing to undo: CREATE has committed
          assertThat(Sql.column(connection, "SELECT title FROM task")).containsExactly("kept");
          run(connection, "INSERT INTO extra (id) VALUES (1)");
          assertThat(Sql.column(connection, "SELECT tenant_id FROM extra")).containsExactly("acme");
          connection.rollback();
          assertThat(Sql.column(connection, "SELECT tenant_id FROM extra")).isEmpty();
          Savepoint savepoint = connection.setSavepoint();
          run(connection, "INSERT INTO extra (id) VALUES (2)");
          connection.rollback(savepoint);
          run(
              connection,
              "SAVEPOINT a",
              "INSERT INTO extra (id) VALUES (3)",
              "ROLLBACK TO SAVEPOINT a");
          assertThat(Sql.column(connection, "SELECT id FROM extra")).isEmpty();
          run(connection, "ALTER TABLE visit ADD COLUMN place varchar(20) AFTER id");
          assertThat(Sql.column(connection, "SELECT place FROM visit")).isEmpty();
          run(connection, "DROP TABLE extra");
          assertThat(catchThrowable(() -> Sql.column(connection, "SELECT id FROM extra")))
              .isInstanceOf(SQLException.class);
        });
  }

  @ParameterizedTest
  @EnumSource
  void temporaryTable_isUsed_andHidesNoOther(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "temporary");
    as(
        plain,
        connection -> {
          run(
              connection,
              "CREATE LOCAL TEMPORARY TABLE scratch (id bigint, x varchar(20)) TRANSACTIONAL",
              "INSERT INTO scratch (id, x) VALUES (1, 'y')",
              "INSERT INTO task (id, title) VALUES (1, 't')");
          assertThat(
                  Sql.column(
                      connection,
                      "SELECT s.x FROM scratch s JOIN task t ON t.id = s.id ORDER BY s.id"))
              .containsExactly("y");
          refused("TC003", () -> run(connection, "CREATE LOCAL TEMPORARY TABLE task (id bigint)"));
          refused("TC003", () -> run(connection, "CREATE TABLE scratch (id bigint)"));
          runPlain(plain, "CREATE TABLE scratch (tenant_id varchar(63), id bigint, x varchar(20))");
          run(connection, "CREATE TABLE unrelated (id bigint)"); // so that the catalog is read
          refused("TC003", () -> Sql.column(connection, "SELECT x FROM scratch"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void temporaryTable_filledForATenant_isTheTenants(H2World.Mode mode) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(fresh(mode, "filled")))) {
      AsTenant.run(
          World.ACME,
          () ->
              run(
                  connection,
                  "INSERT INTO task (id, title) VALUES (1, 'secret')",
                  "CREATE LOCAL TEMPORARY TABLE copy (id bigint, title varchar(100))",
                  "INSERT INTO copy (id, title) SELECT id, title FROM task"));
      AsTenant.run(
          World.GLOBEX,
          () -> refused("TC001", () -> Sql.column(connection, "SELECT title FROM copy")));
      AsTenant.run(
          World.ACME,
          () ->
              assertThat(Sql.column(connection, "SELECT title FROM copy"))
                  .containsExactly("secret"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tenancyColumn_thatCallsIdsEqual_isRefused(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "types");
    runPlain(
        plain,
        "CREATE DOMAIN loose AS char(63)",
        "CREATE TABLE by_domain (tenant_id loose, id bigint)",
        "CREATE TABLE by_blanks (tenant_id char(10), id bigint)",
        "CREATE TABLE by_enum (tenant_id enum('acme', 'globex'), id bigint)",
        "CREATE TABLE by_double (tenant_id double precision, id bigint)",
        "CREATE TABLE by_array (tenant_id varchar(63) array, id bigint)");
    as(
        plain,
        connection -> {
          for (String table :
              List.of("by_domain", "by_blanks", "by_enum", "by_double", "by_array")) {
            refused("TC041", () -> Sql.column(connection, "SELECT id FROM " + table));
          }
        });
  }

  /** The mode PostgreSQL does not have the type. */
  @Test
  void tenancyColumn_thatIgnoresCase_isRefused() throws Exception {
    String plain = fresh(H2World.Mode.REGULAR, "ignorecase");
    runPlain(
        plain,
        "CREATE DOMAIN loose AS varchar_ignorecase(63)",
        "CREATE TABLE by_case (tenant_id varchar_ignorecase(63), id bigint)",
        "CREATE TABLE by_domain (tenant_id loose, id bigint)");
    as(
        plain,
        connection -> {
          for (String table : List.of("by_case", "by_domain")) {
            refused("TC041", () -> Sql.column(connection, "SELECT id FROM " + table));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void tenancyColumn_ofAnotherExactType_isTaken(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "exact");
    runPlain(
        plain,
        "CREATE TABLE numbered (tenant_id bigint, id bigint)",
        "CREATE TABLE by_uuid (tenant_id uuid, id bigint)",
        "INSERT INTO numbered VALUES (7, 1), (8, 2)",
        "INSERT INTO by_uuid VALUES ('b0c0ffee-0000-4000-8000-000000000001', 3), (NULL, 4)");
    try (Connection connection = DriverManager.getConnection(url(plain))) {
      AsTenant.run(
          "7",
          () -> assertThat(Sql.column(connection, "SELECT id FROM numbered")).containsExactly("1"));
      AsTenant.run(
          "b0c0ffee-0000-4000-8000-000000000001",
          () -> assertThat(Sql.column(connection, "SELECT id FROM by_uuid")).containsExactly("3"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbers_besideATextTenant_nameNone(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "numbers");
    runPlain(plain, "INSERT INTO task (tenant_id, id, title) VALUES ('07', 1, 'foreign')");
    AsTenant.run(
        "7",
        () -> {
          try (Connection connection = DriverManager.getConnection(url(plain));
              PreparedStatement statement =
                  connection.prepareStatement("SELECT title FROM task WHERE tenant_id = ?")) {
            statement.setInt(1, 7); // the database would find '07'
            refused("TC001", statement::executeQuery);
            statement.setString(1, "7");
            try (ResultSet row = statement.executeQuery()) {
              assertThat(row.next()).isFalse();
            }
          }
        });
  }

  /** H2 names such a column by its text; where an alias stands, there is no difference. */
  @Test
  void label_ofAComputedColumn_showsTheAddedConditionToo() throws Exception {
    String plain = fresh(H2World.Mode.REGULAR, "labels");
    String before = "SELECT (SELECT COUNT(*) FROM visit), CASE WHEN id = ? THEN 1 END FROM task";
    String behind = "SELECT CASE WHEN id = ? THEN 1 END FROM task WHERE id = 1";
    String alias = "SELECT (SELECT COUNT(*) FROM visit) AS n, CASE WHEN id = ? THEN 1 END AS c";
    try (Connection raw = DriverManager.getConnection(plain)) {
      String own = label(raw, before, 2);
      assertThat(own).contains("= ?1 ");
      String query = label(raw, before, 1);
      String first = label(raw, behind, 1);
      as(
          plain,
          connection -> {
            assertThat(label(connection, before, 2)).isEqualTo(own.replace("?1", "?2"));
            assertThat(label(connection, before, 1)).isNotEqualTo(query).contains("?1");
            assertThat(label(connection, behind, 1)).isEqualTo(first).contains("= ?1 ");
            for (int column : List.of(1, 2)) {
              assertThat(label(connection, alias + " FROM task", column))
                  .isEqualTo(label(raw, alias + " FROM task", column));
            }
          });
    }
  }

  private static String label(Connection connection, String sql, int column) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, 1);
      try (ResultSet row = statement.executeQuery()) {
        return row.getMetaData().getColumnLabel(column);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesInQuotes_thatDifferByCase_areOthers(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "quotes");
    runPlain(
        plain,
        "CREATE TABLE \"Task\" (id bigint, \"Tenant_Id\" varchar(63), title varchar(20))",
        "INSERT INTO \"Task\" VALUES (1, 'globex', 'of nobody')");
    as(
        plain,
        connection -> {
          assertThat(Sql.column(connection, "SELECT title FROM \"Task\""))
              .containsExactly("of nobody");
          String task = mode.quoted("task");
          assertThat(Sql.column(connection, "SELECT title FROM " + task)).isEmpty();
          refused(
              "TC001",
              () ->
                  Sql.column(
                      connection,
                      "SELECT t.title FROM "
                          + task
                          + " t JOIN \"Task\" o ON o.\"Tenant_Id\" = t.tenant_id"
                          + " WHERE t.tenant_id = 'globex'"));
        });
  }
}
