package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a tenant in a temporary table are that tenant's, on a connection that serves several. */
class TemporaryTablesIT {

  private static final String NAME = "temporary";
  private static final String FILL =
      "INSERT INTO ids SELECT id FROM patient WHERE tenant_id = 'acme'";

  private final Recording recording = Recording.of(NAME);
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    connection = DriverManager.getConnection(World.shared().url("refuse", NAME));
    AsTenant.run(World.ACME, () -> run("CREATE TEMPORARY TABLE ids (id bigint)"));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    recording.clear();
  }

  @Test
  void bulkDelete_asHibernateDoesIt_removesTheTenantsRows() throws Exception {
    connection.setAutoCommit(false);
    AsTenant.run(
        World.ACME,
        () -> {
          run("CREATE LOCAL TEMPORARY TABLE IF NOT EXISTS HT_patient (id bigint) ON COMMIT DROP");
          assertThat(
                  update(
                      "INSERT INTO HT_patient SELECT p.id FROM patient p"
                          + " WHERE p.tenant_id = 'acme' AND p.city = 'Bern'"))
              .isEqualTo(2);
          assertThat(
                  update(
                      "DELETE FROM visit WHERE tenant_id = 'acme'"
                          + " AND patient_id IN (SELECT id FROM HT_patient)"))
              .isEqualTo(2);
          assertThat(
                  update(
                      "DELETE FROM patient WHERE tenant_id = 'acme'"
                          + " AND id IN (SELECT id FROM HT_patient)"))
              .isEqualTo(2);
          connection.rollback();
        });
  }

  @Test
  void tableWithAPrimaryKey_isTaken() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          run("CREATE LOCAL TEMPORARY TABLE HT_visit (id bigint NOT NULL, PRIMARY KEY (id))");
          assertThat(update("INSERT INTO HT_visit SELECT id FROM visit WHERE tenant_id = 'acme'"))
              .isPositive();
        });
  }

  @Test
  void filledTable_underAnotherNameOrWithAnotherColumn_isRefused() throws Exception {
    AsTenant.run(World.ACME, () -> run(FILL));

    for (String sql :
        List.of(
            "ALTER TABLE ids RENAME TO loot",
            "ALTER TABLE ids RENAME COLUMN id TO tenant_id",
            "ALTER TABLE IF EXISTS pg_temp.ids RENAME TO loot",
            "ALTER TABLE ids SET SCHEMA public")) {
      assertRefusedUnsent(World.GLOBEX, "TC003", sql);
    }
    assertThatThrownBy(() -> AsTenant.run(World.GLOBEX, () -> run("SELECT id FROM ids")))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void droppedTable_withCascade_isForgotten() throws Exception {
    AsTenant.run(World.ACME, () -> run(FILL));
    AsTenant.run(World.GLOBEX, () -> run("DROP TABLE ids CASCADE"));

    assertThatThrownBy(() -> AsTenant.run(World.ACME, () -> run("SELECT id FROM ids")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC041"));
  }

  @Test
  void tableThatOneTenantFilled_forAnother_isRefusedUnsent() throws Exception {
    AsTenant.run(World.ACME, () -> run(FILL));

    for (String sql :
        List.of(
            "SELECT id FROM ids",
            "SELECT count(*) FROM pg_temp.ids",
            "INSERT INTO ids VALUES (9)",
            "DELETE FROM ids",
            "CREATE TEMP TABLE copied AS SELECT id FROM ids",
            "INSERT INTO log_line SELECT id, 'x' FROM ids",
            "SELECT title FROM task WHERE tenant_id = 'globex' AND id IN (SELECT id FROM ids)")) {
      assertRefused(sql);
    }
    assertThatThrownBy(() -> AsTenant.run(World.GLOBEX, () -> run("COPY ids TO STDOUT")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC003"));
    assertThatThrownBy(() -> run("SELECT id FROM ids"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC010"));
    AsTenant.run(World.ACME, () -> assertThat(ids("ids")).containsExactly(1L, 2L, 3L));
  }

  @Test
  void tableFilledOutOfAFilledOne_forAnotherTenant_isRefused() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          run(FILL);
          run("CREATE TEMP TABLE made AS SELECT id FROM ids");
          run("CREATE TEMP TABLE more (id bigint)");
          run("WITH x AS (INSERT INTO more SELECT id FROM made RETURNING id) SELECT id FROM x");
        });

    assertRefused("SELECT id FROM made");
    assertRefused("SELECT id FROM more");
  }

  @Test
  void tableThatItsTenantEmptied_forAnother_isFree() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          run(FILL);
          run("DELETE FROM ids");
        });

    AsTenant.run(
        World.GLOBEX,
        () -> {
          run("INSERT INTO ids SELECT id FROM task WHERE tenant_id = 'globex' AND id < 3");
          assertThat(ids("ids")).containsExactly(1L, 2L);
        });
    assertThatThrownBy(() -> AsTenant.run(World.ACME, () -> run("SELECT id FROM ids")))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void emptyingThatIsRolledBack_leavesTheRowsTheirTenants() throws Exception {
    AsTenant.run(World.ACME, () -> run(FILL));
    connection.setAutoCommit(false);
    AsTenant.run(
        World.ACME,
        () -> {
          run("DELETE FROM ids");
          connection.rollback();
        });

    assertRefused("SELECT id FROM ids");
  }

  @Test
  void fillingThatIsRolledBack_leavesTheTableFree() throws Exception {
    connection.setAutoCommit(false);
    AsTenant.run(
        World.ACME,
        () -> {
          run(FILL);
          connection.rollback();
        });

    AsTenant.run(World.GLOBEX, () -> assertThat(ids("ids")).isEmpty());
  }

  @Test
  void fillingInATransactionWithAnErrorThatASavepointHealed_isKnown() throws Exception {
    connection.setAutoCommit(false);
    AsTenant.run(
        World.ACME,
        () -> {
          run(FILL);
          Savepoint savepoint = connection.setSavepoint();
          assertThatThrownBy(() -> run("SELECT 1 / 0")).isInstanceOf(SQLException.class);
          connection.rollback(savepoint);
          connection.commit();
        });

    assertRefused("SELECT id FROM ids");
  }

  @Test
  void filledTable_thatOnlyASavepointSaved_staysTheTenants() throws Exception {
    connection.setAutoCommit(false);
    AsTenant.run(
        World.ACME,
        () -> {
          run("CREATE TEMP TABLE saved AS SELECT id, name FROM patient WHERE tenant_id = 'acme'");
          Savepoint savepoint = connection.setSavepoint();
          assertThatThrownBy(() -> run("SELECT 1 / 0")).isInstanceOf(SQLException.class);
          connection.rollback(savepoint);
          connection.commit();
        });
    connection.setAutoCommit(true);

    for (String sql :
        List.of(
            "DECLARE c CURSOR WITH HOLD FOR TABLE saved",
            "COPY saved TO STDOUT",
            "CREATE TEMP VIEW seen AS SELECT id FROM saved",
            "LOCK TABLE saved")) {
      assertRefusedUnsent(World.GLOBEX, "TC003", sql);
    }
    assertRefusedUnsent(World.GLOBEX, "TC041", "SELECT id FROM saved");
  }

  @Test
  void tableThatWasDroppedAndMadeAgain_isFree() throws Exception {
    AsTenant.run(World.ACME, () -> run(FILL));
    AsTenant.run(
        World.GLOBEX,
        () -> {
          run("DROP TABLE ids");
          run("CREATE TEMP TABLE ids (id bigint)");
          assertThat(ids("ids")).isEmpty();
        });
  }

  @Test
  void tableThatVanishesWithItsTransaction_servesEachTenantInTurn() throws Exception {
    connection.setAutoCommit(false);
    for (String tenant : List.of(World.ACME, World.GLOBEX, World.ACME)) {
      AsTenant.run(
          tenant,
          () -> {
            run("CREATE TEMP TABLE IF NOT EXISTS ht (id bigint) ON COMMIT DROP");
            run("INSERT INTO ht SELECT id FROM task WHERE tenant_id = '" + tenant + "'");
            assertThat(ids("ht")).containsExactly(1L, 2L, 3L);
            connection.commit();
          });
    }
  }

  @Test
  void batchThatFills_isPreparedOnceAndKnown() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO ids SELECT id FROM task WHERE tenant_id = ? AND id = ?")) {
            for (int round = 0; round < 2; round++) {
              for (long id = 1; id <= 3; id++) {
                statement.setString(1, World.ACME);
                statement.setLong(2, id);
                statement.addBatch();
              }
              assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
            }
          }
        });

    assertRefused("SELECT id FROM ids");
  }

  @Test
  void temporaryTableWithTheTenancyColumn_isATenantTable() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          run("CREATE TEMP TABLE held (tenant_id varchar(63), id bigint)");
          run("INSERT INTO held SELECT tenant_id, id FROM task WHERE tenant_id = 'acme'");
        });

    assertRefused("SELECT id FROM held");
    assertRefused("SELECT id FROM held WHERE tenant_id = 'acme'");
    AsTenant.run(World.GLOBEX, () -> assertThat(ids("held WHERE tenant_id = 'globex'")).isEmpty());
  }

  @Test
  void explain_ofAnInsert_showsNoPlaintext() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet plan =
                  statement.executeQuery(
                      "EXPLAIN (VERBOSE) INSERT INTO patient (tenant_id, id, name)"
                          + " VALUES ('acme', 1701, 'S3CRET')")) {
            StringBuilder text = new StringBuilder();
            while (plan.next()) {
              text.append(plan.getString(1)).append('\n');
            }
            assertThat(text.toString())
                .contains("Insert on public.patient")
                .doesNotContain("S3CRET");
          }
        });
    assertThat(recording.events()).noneMatch(event -> event.holds("S3CRET"));
  }

  @Test
  void cells_copiedIntoATemporaryTable_openAsThoseOfTheirColumn() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          List<String> names = strings("SELECT name FROM patient WHERE tenant_id = 'acme'");
          run(
              "CREATE TEMP TABLE copy AS SELECT id, name AS called, dob FROM patient"
                  + " WHERE tenant_id = 'acme'");

          assertThat(strings("SELECT called FROM copy"))
              .isNotEmpty()
              .containsExactlyInAnyOrderElementsOf(names);
          assertThat(strings("SELECT c.called FROM copy c WHERE c.id = 1"))
              .isEqualTo(strings("SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 1"));
          assertThat(
                  strings(
                      "SELECT coalesce(p.name, c.called) FROM patient p JOIN copy c ON c.id = p.id"
                          + " WHERE p.tenant_id = 'acme'"))
              .containsExactlyInAnyOrderElementsOf(names);
          assertThat(update("UPDATE copy SET called = 'S3CRET copy' WHERE id = 1")).isEqualTo(1);
          assertThat(update("INSERT INTO copy (id, called) VALUES (4711, 'S3CRET more')"))
              .isEqualTo(1);
          assertThat(strings("SELECT called FROM copy WHERE id IN (1, 4711) ORDER BY id"))
              .containsExactly("S3CRET copy", "S3CRET more");
        });
    assertThat(recording.events()).noneMatch(event -> event.holds("S3CRET"));
  }

  @Test
  void cells_copiedOutAndBack_areTheSameValues() throws Exception {
    connection.setAutoCommit(false);
    AsTenant.run(
        World.ACME,
        () -> {
          List<String> names = strings("SELECT name FROM patient WHERE tenant_id = 'acme'");
          run(
              "CREATE TEMP TABLE first ON COMMIT DROP AS SELECT tenant_id, id, name FROM patient"
                  + " WHERE tenant_id = 'acme'");
          run("CREATE TEMP TABLE second AS SELECT id, name FROM first WHERE tenant_id = 'acme'");
          assertThat(
                  update(
                      "INSERT INTO patient (tenant_id, id, name)"
                          + " SELECT 'acme', id + 5000, name FROM second"))
              .isEqualTo(names.size());
          assertThat(strings("SELECT name FROM patient WHERE tenant_id = 'acme' AND id > 5000"))
              .containsExactlyInAnyOrderElementsOf(names);
          connection.rollback();
          assertThatThrownBy(() -> run("SELECT name FROM second"))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC041"));
        });
  }

  @Test
  void copiedCells_forAnotherTenantOrInTheClear_areRefusedUnsent() throws Exception {
    AsTenant.run(
        World.ACME,
        () ->
            run(
                "CREATE TEMP TABLE copy AS SELECT id, name, ssn FROM patient"
                    + " WHERE tenant_id = 'acme'"));

    for (String sql :
        List.of(
            "SELECT id FROM copy",
            "SELECT name FROM copy",
            "INSERT INTO copy (name) VALUES ('x')",
            "UPDATE copy SET name = NULL",
            "CREATE TEMP TABLE loot AS SELECT name FROM copy")) {
      assertRefused(sql);
    }
    for (String sql :
        List.of(
            "SELECT id FROM copy WHERE name = 'Anna'",
            "SELECT name FROM copy GROUP BY name",
            "SELECT lower(name) FROM copy",
            "UPDATE copy SET name = ssn",
            "INSERT INTO log_line SELECT id, name FROM copy",
            "CREATE UNIQUE INDEX ON copy (name)",
            "CREATE TABLE kept AS SELECT id, name FROM copy")) {
      assertRefusedUnsent(World.ACME, "TC002", sql);
    }
  }

  @Test
  void copiedCells_thatTheirTenantDeleted_leaveTheTableToTheNext() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          run("CREATE TEMP TABLE copy AS SELECT id, name FROM patient WHERE tenant_id = 'acme'");
          run("DELETE FROM copy");
        });

    AsTenant.run(
        World.GLOBEX,
        () -> {
          run("INSERT INTO copy (id, name) VALUES (1, 'of globex')");
          assertThat(strings("SELECT name FROM copy")).containsExactly("of globex");
        });
    assertThatThrownBy(() -> AsTenant.run(World.ACME, () -> run("SELECT id FROM copy")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC001"));
    assertThatThrownBy(() -> run("SELECT name FROM copy"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC010"));
  }

  @Test
  void temporaryTable_thatThePolicyLists_holdsCells() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          run(
              "CREATE LOCAL TEMPORARY TABLE staged (rn integer NOT NULL, name varchar(120), city"
                  + " varchar(40), PRIMARY KEY (rn))");
          assertThat(update("INSERT INTO staged VALUES (1, 'S3CRET staged', 'Bern')")).isEqualTo(1);
          assertThat(
                  update(
                      "INSERT INTO staged (rn, name) SELECT id + 1, name FROM patient"
                          + " WHERE tenant_id = 'acme'"))
              .isPositive();
          assertThat(strings("SELECT name FROM staged WHERE rn = 1"))
              .containsExactly("S3CRET staged");
          assertThat(
                  update(
                      "INSERT INTO patient (tenant_id, id, name, city)"
                          + " SELECT 'acme', 6000 + rn, name, city FROM staged WHERE rn = 1"))
              .isEqualTo(1);
          assertThat(strings("SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 6001"))
              .containsExactly("S3CRET staged");
          assertThat(update("DELETE FROM patient WHERE tenant_id = 'acme' AND id = 6001"))
              .isEqualTo(1);
        });

    assertThat(recording.events()).noneMatch(event -> event.holds("S3CRET"));
    assertRefused("SELECT rn FROM staged");
    assertRefused("INSERT INTO staged (rn, name) VALUES (2, 'x')");
  }

  @Test
  void temporaryTable_thatWouldHideOneOfThePolicy_isRefused() {
    for (String sql :
        List.of(
            "CREATE TEMP TABLE patient (id bigint, name varchar(120))",
            "CREATE TEMP TABLE visit (id bigint)",
            "CREATE TEMP TABLE staged AS SELECT name FROM patient WHERE tenant_id = 'acme'",
            "CREATE TEMP TABLE staged (LIKE patient)")) {
      assertRefusedUnsent(World.ACME, "TC003", sql);
    }
  }

  private void assertRefused(String sql) {
    assertRefusedUnsent(World.GLOBEX, "TC001", sql);
  }

  private void assertRefusedUnsent(String tenant, String state, String sql) {
    assertThatThrownBy(() -> AsTenant.run(tenant, () -> run(sql)))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    assertThat(recording.events()).noneMatch(event -> event.sql().equals(sql));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private List<Long> ids(String from) throws SQLException {
    return longs("SELECT id FROM " + from + " ORDER BY id");
  }

  private List<Long> longs(String sql) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }
}
