package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What differs on MariaDB: modes, databases, collations, storage, definitions that commit. */
class MariaDbIT {

  static List<String> schemes() {
    return MariaDbWorld.SCHEMES;
  }

  /** A database of the test's own with the fixture's tables, provisioned; scoped. */
  private static String fresh(String scheme, String name) throws Exception {
    String database = "t_" + scheme + "_" + name;
    String plain = MariaDbWorld.shared().server().freshUrl(scheme, database);
    String url = url(plain);
    try (Connection connection = DriverManager.getConnection(url)) {
      MariaDbWorld.createTables(connection);
    }
    return plain;
  }

  private static String url(String plain) {
    return MariaDbWorld.urlOf(plain, "scope", "mariadb-it");
  }

  private static void as(String plain, Work work) throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = DriverManager.getConnection(url(plain))) {
            work.on(connection);
          }
        });
  }

  /** Something done on a connection. */
  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private static void run(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  private static void runPlain(String plain, String... sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(plain)) {
      run(connection, sql);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(String.valueOf(row.getString(1)));
      }
    }
    return rows;
  }

  private static void refused(String state, ThrowingCallable statement) {
    Throwable thrown = catchThrowable(statement);
    assertThat(thrown).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as("%s", thrown).isEqualTo(state);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void sqlMode_thatChanges_isFollowed(String scheme) throws Exception {
    String plain = fresh(scheme, "modes");
    as(
        plain,
        connection -> {
          run(connection, "INSERT INTO task (id, title) VALUES (1, 'a')");
          assertThat(rows(connection, "SELECT \"title\" FROM task")).containsExactly("title");
          run(connection, "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',ANSI_QUOTES')");
          assertThat(rows(connection, "SELECT \"title\" FROM task")).containsExactly("a");
          refused("TC003", () -> rows(connection, "SELECT id FROM task WHERE id = 1 || 1=1"));
          run(connection, "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',PIPES_AS_CONCAT')");
          assertThat(rows(connection, "SELECT 'x' || title FROM task")).containsExactly("xa");
          // The drivers go on to escape values as they did when the session began.
          run(
              connection,
              "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_BACKSLASH_ESCAPES')");
          refused("TC003", () -> rows(connection, "SELECT title FROM task"));
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void sqlMode_ofAnotherGrammar_isRefused(String scheme) throws Exception {
    String plain = fresh(scheme, "grammars");
    as(
        plain,
        connection -> {
          for (String mode : List.of("ORACLE", "MSSQL", "EMPTY_STRING_IS_NULL")) {
            run(connection, "SET SESSION sql_mode = '" + mode + "'");
            refused("TC003", () -> rows(connection, "SELECT title FROM task"));
          }
          run(connection, "SET SESSION sql_mode = 'STRICT_ALL_TABLES,HIGH_NOT_PRECEDENCE,ANSI'");
          assertThat(rows(connection, "SELECT title FROM task WHERE NOT id = 1")).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void database_thatIsUsed_isFollowed(String scheme) throws Exception {
    String plain = fresh(scheme, "use_a");
    String other = fresh(scheme, "use_b");
    runPlain(other, "INSERT INTO task (tenant_id, id, title) VALUES ('globex', 7, 'b')");
    as(
        plain,
        connection -> {
          run(connection, "USE t_" + scheme + "_use_b");
          assertThat(rows(connection, "SELECT title FROM task")).isEmpty();
          refused("TC001", () -> rows(connection, "SELECT 1 FROM task WHERE tenant_id = 'globex'"));
          connection.setCatalog("t_" + scheme + "_use_a");
          assertThat(rows(connection, "SELECT title FROM task")).isEmpty();
          refused("TC003", () -> run(connection, "USE mysql", "SELECT 1"));
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void tenancyColumn_whoseCollationCallsIdsEqual_isRefusedWithTheWayOut(String scheme)
      throws Exception {
    String plain = fresh(scheme, "collation");
    runPlain(
        plain,
        "CREATE TABLE note_ci (tenant_id varchar(63) COLLATE utf8mb4_general_ci, id bigint)");
    as(
        plain,
        connection -> {
          Throwable thrown = catchThrowable(() -> rows(connection, "SELECT id FROM note_ci"));
          assertThat(thrown).hasMessageContaining("collation");
          assertThat(((SQLException) thrown).getSQLState()).isEqualTo("TC041");
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void numbers_besideATextTenant_nameNone(String scheme) throws Exception {
    String plain = fresh(scheme, "numbers");
    runPlain(plain, "INSERT INTO task (tenant_id, id, title) VALUES ('7abc', 1, 'foreign')");
    AsTenant.run(
        "7",
        () -> {
          try (Connection connection = DriverManager.getConnection(url(plain));
              PreparedStatement statement =
                  connection.prepareStatement("SELECT title FROM task WHERE tenant_id = ?")) {
            statement.setInt(1, 7); // the server would find '7abc'
            refused("TC001", statement::executeQuery);
            statement.setString(1, "7");
            try (ResultSet row = statement.executeQuery()) {
              assertThat(row.next()).isFalse();
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void insertThatMayCutATenant_isRefused(String scheme) throws Exception {
    String plain = MariaDbWorld.shared().server().freshUrl(scheme, "t_" + scheme + "_cut");
    runPlain(
        plain,
        "CREATE TABLE box (tenant_id varchar(3) CHARACTER SET ascii COLLATE ascii_bin, id bigint)");
    as(
        plain,
        connection -> {
          refused("TC041", () -> run(connection, "INSERT IGNORE INTO box (id) VALUES (1)"));
          run(connection, "SET SESSION sql_mode = ''");
          refused("TC041", () -> run(connection, "INSERT INTO box (id) VALUES (1)"));
        });
    try (Connection connection = DriverManager.getConnection(plain)) {
      assertThat(rows(connection, "SELECT tenant_id FROM box")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void definitions_commitByThemselves_andAreSeenAtOnce(String scheme) throws Exception {
    String plain = fresh(scheme, "ddl");
    as(
        plain,
        connection -> {
          connection.setAutoCommit(false);
          run(connection, "INSERT INTO task (id, title) VALUES (1, 'kept')");
          run(
              connection,
              "CREATE TABLE extra (tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin,"
                  + " id bigint)");
          connection.rollback(); // nothing to undo: CREATE has committed
          assertThat(rows(connection, "SELECT title FROM task")).containsExactly("kept");
          run(connection, "INSERT INTO extra (id) VALUES (1)");
          assertThat(rows(connection, "SELECT tenant_id FROM extra")).containsExactly("acme");
          run(connection, "ALTER TABLE visit ADD COLUMN place varchar(20) AFTER day");
          assertThat(rows(connection, "SELECT place FROM visit")).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void temporaryTable_isUsed_andHidesNoOther(String scheme) throws Exception {
    String plain = fresh(scheme, "temporary");
    as(
        plain,
        connection -> {
          run(
              connection,
              "CREATE TEMPORARY TABLE scratch (id bigint, x varchar(20))",
              "INSERT INTO scratch (id, x) VALUES (1, 'y')",
              "INSERT INTO task (id, title) VALUES (1, 't')");
          assertThat(
                  rows(
                      connection,
                      "SELECT s.x FROM scratch s JOIN task t ON t.id = s.id ORDER BY s.id"))
              .containsExactly("y");
          refused("TC003", () -> run(connection, "CREATE TEMPORARY TABLE patient (id bigint)"));
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void viewsAndRoutines_madeByOthers_areFoundAndRefused(String scheme) throws Exception {
    String plain = fresh(scheme, "views");
    runPlain(
        plain,
        "CREATE VIEW all_tasks AS SELECT id, title FROM task",
        "CREATE VIEW over_it AS SELECT * FROM all_tasks",
        "CREATE VIEW log_lines AS SELECT line FROM log_line",
        "CREATE FUNCTION peek() RETURNS int READS SQL DATA RETURN (SELECT COUNT(*) FROM task)",
        "CREATE VIEW peeking AS SELECT peek() AS n");
    as(
        plain,
        connection -> {
          refused("TC001", () -> rows(connection, "SELECT title FROM all_tasks"));
          refused("TC001", () -> rows(connection, "SELECT title FROM over_it"));
          refused("TC003", () -> rows(connection, "SELECT peek()"));
          refused("TC001", () -> rows(connection, "SELECT n FROM peeking"));
          assertThat(rows(connection, "SELECT line FROM log_lines")).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void invisibleTenancyColumn_makesNoTablePlain(String scheme) throws Exception {
    String plain = fresh(scheme, "invisible");
    runPlain(
        plain,
        "CREATE TABLE hidden_owner (id bigint, tenant_id varchar(63) CHARACTER SET ascii COLLATE"
            + " ascii_bin INVISIBLE DEFAULT 'x')",
        "CREATE TABLE half_hidden (id bigint, secret int INVISIBLE)",
        "INSERT INTO half_hidden (id) VALUES (1)",
        "INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 't')");
    as(
        plain,
        connection -> {
          refused("TC003", () -> rows(connection, "SELECT * FROM hidden_owner"));
          String join = " FROM half_hidden h JOIN task t ON t.id = h.id";
          refused("TC003", () -> rows(connection, "SELECT h.*, t.title" + join));
          assertThat(rows(connection, "SELECT h.id, t.title" + join)).containsExactly("1");
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void metadata_speaksOfLogicalTypes_andOfNoKeyTable(String scheme) throws Exception {
    String plain = fresh(scheme, "metadata");
    World.provision(url(plain), World.ACME);
    as(
        plain,
        connection -> {
          List<String> described = new ArrayList<>();
          try (ResultSet row =
              connection.getMetaData().getColumns(connection.getCatalog(), null, "task", "%")) {
            while (row.next()) {
              described.add(row.getString("COLUMN_NAME"));
            }
          }
          assertThat(described).containsExactly("tenant_id", "id", "title");
          try (ResultSet row = connection.getMetaData().getTables("tenantcrypt", null, "%", null)) {
            assertThat(row.next()).isFalse();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void policy_thatCannotHoldHere_isRefusedAtConnect(String scheme) throws Exception {
    String url = url(fresh(scheme, "policy"));
    String text = Files.readString(Path.of("src/test/resources/policy-mysql-scope.yaml"));
    for (String other :
        List.of(
            text.replace("sealed.patient", "sealed.Patient"),
            text.replace("unscoped: scope", "unscoped: scope\n  session: app.tenant_id"))) {
      Path file = Files.createTempFile("policy", ".yaml");
      try {
        Files.writeString(file, other);
        String to = url.replaceFirst("tenantcrypt.policy=[^&]*", "tenantcrypt.policy=" + file);
        refused("TC040", () -> DriverManager.getConnection(to).close());
      } finally {
        Files.delete(file);
      }
    }
    refused(
        "TC040",
        () -> DriverManager.getConnection(url + "&tenantcrypt.keyStoreSchema=Keys").close());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void plaintext_pastTheDriver_isRefusedByTheDatabase(String scheme) throws Exception {
    String plain = MariaDbWorld.shared().server().url(scheme, "sealed");
    Throwable thrown =
        catchThrowable(
            () ->
                runPlain(
                    plain,
                    "INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 99, 'plain')"));
    assertThat(thrown).isInstanceOf(SQLException.class).hasMessageContaining("CONSTRAINT");
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void definitionOfCells_asItIsRewritten_isTakenByTheServer(String scheme) throws Exception {
    String plain = fresh(scheme, "rewritten");
    runPlain(
        plain,
        "ALTER TABLE task ADD COLUMN dob varbinary(43) CHECK (LEFT(`dob`, 1) = x'F9') AFTER id",
        "ALTER TABLE task MODIFY dob varbinary(43) NOT NULL COMMENT 'c' CHECK (LEFT(`dob`, 1) ="
            + " x'F9') FIRST");
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void generatedKeys_ofAutoIncrement_areGiven(String scheme) throws Exception {
    String plain = fresh(scheme, "keys");
    as(
        plain,
        connection -> {
          String sql = "INSERT INTO job (title) VALUES ('x')";
          try (PreparedStatement insert =
              connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            insert.executeUpdate();
            assertThat(key(insert)).isEqualTo(1);
          }
          try (PreparedStatement insert = connection.prepareStatement(sql, new String[] {"id"})) {
            insert.executeUpdate();
            assertThat(key(insert)).isEqualTo(2);
          }
          try (Statement insert = connection.createStatement()) {
            insert.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            assertThat(key(insert)).isEqualTo(3);
          }
        });
  }

  private static long key(Statement statement) throws SQLException {
    try (ResultSet keys = statement.getGeneratedKeys()) {
      assertThat(keys.next()).isTrue();
      return keys.getLong(1);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void check_thatTheCodecDoesNotEnforce_isRefused(String scheme) throws Exception {
    as(
        fresh(scheme, "checks"),
        connection -> {
          refused(
              "TC002",
              () ->
                  run(
                      connection,
                      "ALTER TABLE sealed.patient MODIFY ssn varchar(11) CHECK (ssn > 'a')"));
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void explain_tellsWhatPinsATable(String scheme) throws Exception {
    String plain = fresh(scheme, "explain");
    as(
        plain,
        connection ->
            assertThat(
                    String.join("\n", rows(connection, "EXPLAIN TENANTCRYPT SELECT id FROM task")))
                .isNotEmpty());
  }
}
