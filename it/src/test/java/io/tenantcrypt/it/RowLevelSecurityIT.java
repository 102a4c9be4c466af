package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code tenancy.session}: policies of PostgreSQL beneath, under a role that owns nothing. */
class RowLevelSecurityIT {

  private static final String ROLE = "rls_application";

  /** Exempted from the boundary by the policy: only the server keeps it to the tenant. */
  private static final String ALL = "SELECT tenant_id, id FROM task ORDER BY tenant_id, id";

  private static final String VARIABLE = "SELECT current_setting('app.tenant_id', true)";

  private static Sealed sealed;

  @BeforeAll
  static void create() throws Exception {
    Sealed scoped = Sealed.create("rls");
    try (Connection owner = DriverManager.getConnection(scoped.plainUrl())) {
      Sql.execute(owner, "CREATE ROLE " + ROLE + " LOGIN");
      Sql.execute(owner, "GRANT USAGE ON SCHEMA public TO " + ROLE);
      Sql.execute(
          owner, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + ROLE);
      Sql.execute(owner, "GRANT USAGE ON SCHEMA tenantcrypt TO " + ROLE);
      Sql.execute(
          owner, "GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA tenantcrypt TO " + ROLE);
      for (String table : List.of("patient", "task")) {
        Sql.execute(owner, "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
        Sql.execute(owner, "ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
        Sql.execute(
            owner,
            "CREATE POLICY own ON "
                + table
                + " USING (tenant_id = current_setting('app.tenant_id', true))");
      }
    }
    sealed =
        new Sealed(
            "rls", scoped.plainUrl().replace("user=postgres", "user=" + ROLE), "policy-rls.yaml");
  }

  @BeforeEach
  void forget() {
    sealed.recording().clear();
  }

  private static HikariDataSource pool() {
    return sealed.pool();
  }

  private static Connection connect() throws SQLException {
    return sealed.connect();
  }

  private static List<String> tenants(Connection connection) throws SQLException {
    return Sql.column(connection, ALL);
  }

  private static long settings() {
    return sealed.recording().events().stream()
        .filter(e -> e.kind() == Recording.Kind.EXECUTED && e.sql().contains("set_config"))
        .count();
  }

  @Test
  void plainConnection_ofTheRole_seesNothing() throws Exception {
    try (Connection plain = DriverManager.getConnection(sealed.plainUrl())) {
      assertThat(Sql.ask(plain, "SELECT count(*) FROM task")).isEqualTo("0");
      assertThat(Sql.ask(plain, "SELECT count(*) FROM patient")).isEqualTo("0");
    }
  }

  @Test
  void autocommit_seesItsTenantsRows_andLeavesNothingInThePool() throws Exception {
    try (HikariDataSource pool = pool()) {
      for (String tenant : List.of(World.ACME, World.GLOBEX, World.ACME)) {
        AsTenant.run(
            tenant,
            () -> {
              try (Connection connection = pool.getConnection()) {
                assertThat(tenants(connection)).containsExactly(tenant, tenant, tenant);
                assertThat(Sql.ask(connection, "SELECT name FROM patient WHERE id = 1"))
                    .contains("S3CRET");
                assertThat(Sql.ask(connection, VARIABLE)).isEmpty();
              }
            });
        try (Connection connection = pool.getConnection()) {
          assertThat(tenants(connection)).isEmpty();
        }
      }
    }
  }

  @Test
  void autocommit_withAFetchSize_readsAllRows() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = connect();
              PreparedStatement first = connection.prepareStatement(ALL)) {
            first.setFetchSize(1);
            try (ResultSet rows = first.executeQuery()) {
              assertThat(rows.next()).isTrue();
              // Another statement on the same connection while the first is read.
              assertThat(tenants(connection)).hasSize(3);
              int more = 0;
              while (rows.next()) {
                more++;
              }
              assertThat(more).isEqualTo(2);
            }
          }
        });
  }

  @Test
  void transaction_setsTheVariableOnce() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
              assertThat(tenants(connection)).containsExactly("acme", "acme", "acme");
            }
            assertThat(settings()).isEqualTo(1);
            connection.commit();
            assertThat(tenants(connection)).hasSize(3);
            assertThat(settings()).isEqualTo(2);
            connection.rollback();
          }
        });
  }

  @Test
  void transaction_withAFetchSize_readsThroughACursor() throws Exception {
    AsTenant.run(
        World.GLOBEX,
        () -> {
          try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(ALL)) {
              statement.setFetchSize(1);
              List<String> seen = new ArrayList<>();
              try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  seen.add(rows.getString(1));
                }
              }
              assertThat(seen).containsExactly("globex", "globex", "globex");
            }
            connection.commit();
          }
        });
  }

  @Test
  void savepoint_rolledBack_setsTheVariableAgain() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            assertThat(Sql.ask(connection, "SELECT 1")).isEqualTo("1");
            Savepoint savepoint = connection.setSavepoint();
            assertThat(tenants(connection)).hasSize(3);
            connection.rollback(savepoint);
            assertThat(tenants(connection)).hasSize(3);
            Sql.execute(connection, "SAVEPOINT two");
            assertThat(tenants(connection)).hasSize(3);
            Sql.execute(connection, "ROLLBACK TO SAVEPOINT two");
            assertThat(tenants(connection)).hasSize(3);
            connection.rollback();
          }
        });
  }

  @Test
  void transactionBySql_andResetAll_keepTheTenant() throws Exception {
    AsTenant.run(
        World.GLOBEX,
        () -> {
          try (Connection connection = connect()) {
            Sql.execute(connection, "BEGIN");
            assertThat(tenants(connection)).hasSize(3);
            Sql.execute(connection, "RESET ALL");
            assertThat(tenants(connection)).hasSize(3);
            Sql.execute(connection, "COMMIT");
            assertThat(Sql.ask(connection, VARIABLE)).isEmpty();
          }
        });
  }

  @Test
  void failure_inAutocommit_isUndone_andTheNextStatementWorks() throws Exception {
    String insert = "INSERT INTO task (tenant_id, id, title) VALUES (?, ?, ?)";
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = connect();
              PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, World.ACME);
            statement.setLong(2, 1);
            statement.setString(3, "a second task 1");
            assertThatThrownBy(statement::executeUpdate)
                .isInstanceOfSatisfying(
                    SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
            assertThat(tenants(connection)).hasSize(3);
            statement.setLong(2, 90);
            assertThat(statement.executeUpdate()).isEqualTo(1);
            assertThat(Sql.ask(connection, VARIABLE)).isEmpty();
            try (Statement other = connection.createStatement()) {
              assertThat(other.executeUpdate("DELETE FROM task WHERE id = 90")).isEqualTo(1);
            }
          }
        });
  }

  @Test
  void batch_inAutocommit_isDoneAsOne() throws Exception {
    String insert = "INSERT INTO task (tenant_id, id, title) VALUES (?, ?, ?)";
    AsTenant.run(
        World.GLOBEX,
        () -> {
          try (Connection connection = connect();
              PreparedStatement statement = connection.prepareStatement(insert)) {
            for (long id : List.of(71L, 72L)) {
              statement.setString(1, World.GLOBEX);
              statement.setLong(2, id);
              statement.setString(3, "batch");
              statement.addBatch();
            }
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            for (long id : List.of(73L, 71L)) {
              statement.setLong(2, id);
              statement.addBatch();
            }
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
            assertThat(tenants(connection)).hasSize(5);
            try (Statement other = connection.createStatement()) {
              other.addBatch("DELETE FROM task WHERE id = 71");
              other.addBatch("DELETE FROM task WHERE id = 72");
              assertThat(other.executeBatch()).containsExactly(1, 1);
            }
          }
        });
  }

  @Test
  void transaction_thatFailed_canBeRolledBackAndGoOn() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            assertThat(tenants(connection)).hasSize(3);
            assertThatThrownBy(() -> Sql.ask(connection, "SELECT 1/0 FROM task"))
                .isInstanceOf(SQLException.class);
            connection.rollback();
            assertThat(tenants(connection)).hasSize(3);
            connection.rollback();
          }
        });
  }

  @Test
  void write_ofTheServersDefault_staysInItsTenant() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
              assertThat(statement.executeUpdate("UPDATE patient SET note = 'S3CRET new'"))
                  .isEqualTo(3);
            }
            connection.rollback();
          }
        });
  }

  @Test
  void variable_setByTheApplication_isRefusedUnsent() throws Exception {
    try (Connection connection = connect()) {
      forget();
      Sql.refusal("TC011", () -> Sql.execute(connection, "SET app.tenant_id = 'globex'"));
      Sql.refusal(
          "TC011",
          () -> Sql.ask(connection, "SELECT set_config('app.tenant_id', 'globex', false)"));
      Sql.refusal("TC011", () -> Sql.ask(connection, "SELECT set_config(?, 'globex', false)", "x"));
      assertThat(sealed.recording().events()).noneMatch(e -> e.sql().contains("globex"));
      assertThat(tenants(connection)).isEmpty();
    }
  }
}
