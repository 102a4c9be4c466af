package io.tenantcrypt.jdbc;

import static io.tenantcrypt.jdbc.CryptPreparedStatementTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.TenantContext;
import io.tenantcrypt.tenancy.TenantType;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CryptStatementTest {

  private final Fixture fixture = new Fixture();
  private final FakeDriver driver = fixture.driver;
  private TenantContext.Scope scope;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    scope = TenantContext.bind("acme");
    connection = fixture.open();
    fixture.plans.put("plain", Fixture.pass());
    fixture.plans.put(
        "guarded",
        Fixture.plan(
            "G ?",
            0,
            List.of(new ParameterSlot.Tenant(TenantType.TEXT)),
            List.of(OutputColumn.PLAIN, Fixture.SSN_CELL),
            List.of()));
    driver.columns = 2;
    driver.rows = List.<Object[]>of(new Object[] {1, Fixture.cell("acme", "123")});
  }

  @AfterEach
  void unbind() {
    scope.close();
  }

  private void rebind(String tenant) {
    scope.close();
    scope = TenantContext.bind(tenant);
  }

  @Test
  void execute_ofWhatPasses_sendsTheTextAsItIs() throws SQLException {
    try (Statement s = connection.createStatement()) {
      assertThat(s.execute("plain")).isTrue();
      assertThat(s.getResultSet()).isNotNull().isSameAs(s.getResultSet());
    }
    assertThat(driver.log).containsExactly("execute(plain)", "close#1");
  }

  @Test
  void executeQuery_ofAGuardedText_goesThroughAPreparedOneWithTheSettings() throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.setFetchSize(50);
      s.setQueryTimeout(3);
      driver.log.clear();
      ResultSet rows = s.executeQuery("guarded");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("c2")).isEqualTo("123");
      assertThat(rows.getStatement()).isSameAs(s);
      assertThat(s.getConnection()).isSameAs(connection);
      assertThat(s.getResultSet()).isSameAs(s.getResultSet());
    }
    assertThat(driver.log)
        .containsExactly(
            "prepareStatement(G ?)",
            "setFetchSize(50)",
            "setQueryTimeout(3)",
            "setString(1, acme)",
            "executeQuery()",
            "getStatement()",
            "close#2",
            "close#1");
  }

  @Test
  void execute_next_closesTheOneBefore() throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.executeQuery("guarded");
      s.execute("plain");
      assertThat(driver.log).endsWith("close#2", "execute(plain)");
    }
  }

  @Test
  void execute_ofARefusedText_sendsNothing() throws SQLException {
    try (Statement s = connection.createStatement()) {
      assertRefused(ErrorCode.TC003, () -> s.execute("unknown"));
      assertRefused(ErrorCode.TC003, () -> s.executeUpdate("unknown"));
      assertRefused(ErrorCode.TC003, () -> s.executeLargeUpdate("unknown", 1));
      assertRefused(ErrorCode.TC003, () -> s.executeQuery("unknown"));
      assertRefused(ErrorCode.TC003, () -> s.addBatch("unknown"));
      assertThatThrownBy(() -> s.execute("unknown")).hasMessageContaining("at character 7");
    }
    assertThat(driver.executions()).isEmpty();
  }

  @Test
  void resultSet_underAnotherTenant_isRefused() throws SQLException {
    try (Statement s = connection.createStatement()) {
      ResultSet rows = s.executeQuery("guarded");
      assertThat(rows.next()).isTrue();
      rebind("globex");
      assertRefused(ErrorCode.TC011, () -> rows.getString(2));
      assertRefused(ErrorCode.TC011, () -> rows.getInt(1));
      assertRefused(ErrorCode.TC011, rows::next);
      scope.close();
      assertThat(rows.getString(2)).isEqualTo("123");
      scope = TenantContext.bind("acme");
    }
  }

  @Test
  void resultSet_null_isNullAndZero() throws SQLException {
    fixture.plans.put(
        "ages",
        Fixture.plan("A", 0, List.of(), List.of(new OutputColumn.Cell(Fixture.AGE)), List.of()));
    driver.columns = 1;
    driver.rows = List.<Object[]>of(new Object[] {null});
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery("ages")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
      assertThat(rows.wasNull()).isTrue();
      assertThat(rows.getObject(1)).isNull();
      assertThat(rows.getObject(1, Integer.class)).isNull();
      assertThat(rows.getBoolean("c1")).isFalse();
    }
  }

  @Test
  void resultSet_aForeignOrForgedCell_doesNotOpen() throws SQLException {
    driver.rows =
        List.of(new Object[] {1, Fixture.cell("globex", "123")}, new Object[] {2, new byte[] {1}});
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery("guarded")) {
      rows.next();
      assertRefused(ErrorCode.TC020, () -> rows.getString(2));
      rows.next();
      assertRefused(ErrorCode.TC020, () -> rows.getBytes(2));
    }
  }

  @Test
  void resultSet_ofAGuardedPlan_cannotBeChanged() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery("guarded")) {
      assertRefused(ErrorCode.TC002, () -> rows.updateString(2, "x"));
      assertRefused(ErrorCode.TC002, () -> rows.updateInt(1, 1));
      assertRefused(ErrorCode.TC002, rows::insertRow);
      assertRefused(ErrorCode.TC002, rows::deleteRow);
    }
  }

  @Test
  void resultSet_withOtherColumnsThanPlanned_isRefused() throws SQLException {
    driver.columns = 3;
    try (Statement s = connection.createStatement()) {
      assertRefused(ErrorCode.TC041, () -> s.executeQuery("guarded"));
    }
  }

  @Test
  void resultSetMetaData_ofACell_isLogical() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery("guarded")) {
      assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("varchar");
      assertThat(rows.getMetaData().getPrecision(2)).isEqualTo(11);
      assertThat(rows.getMetaData().getColumnClassName(2)).isEqualTo("java.lang.String");
      assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("bytea");
    }
  }

  @Test
  void bindTenant_bySql_bindsAndSendsNothing() throws SQLException {
    scope.close();
    fixture.bySql = true;
    connection = fixture.open();
    fixture.plans.put("SET a", new StatementPlan.BindTenant("acme"));
    fixture.plans.put("SET g", new StatementPlan.BindTenant("globex"));
    try (Statement s = connection.createStatement()) {
      assertThat(s.execute("SET a")).isFalse();
      assertThat(driver.log).isEmpty();
      assertThat(s.executeQuery("guarded").next()).isTrue();
      assertRefused(ErrorCode.TC011, () -> s.execute("SET g"));
      assertRefused(ErrorCode.TC003, () -> s.addBatch("SET a"));
      assertRefused(ErrorCode.TC003, () -> connection.prepareStatement("SET a"));
    } finally {
      scope = TenantContext.bind("acme");
    }
  }

  @Test
  void batch_ofWhatPasses_isTheDriversOwn() throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.addBatch("plain");
      s.addBatch("plain");
      assertThat(s.executeBatch()).containsExactly(1, 1);
    }
    assertThat(driver.log).contains("addBatch(plain)", "executeBatch()");
  }

  @Test
  void batch_mixed_runsOneByOneAndFailsAsAWhole() throws SQLException {
    driver.rows = List.of();
    fixture.plans.put(
        "upd",
        Fixture.plan(
            "U ?", 0, List.of(new ParameterSlot.Tenant(TenantType.TEXT)), List.of(), List.of()));
    try (Statement s = connection.createStatement()) {
      s.addBatch("plain");
      s.addBatch("upd");
      assertThat(s.executeBatch()).containsExactly(1, 1);
      assertThat(driver.executions()).containsExactly("execute(plain)", "execute()");
      s.addBatch("plain");
      s.addBatch("upd");
      fixture.plans.put("late", Fixture.pass(Effects.ofReadingState()));
      s.addBatch("late");
      driver.failure = new SQLException("broken", "23505");
      assertThatThrownBy(s::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class,
              e -> {
                assertThat(e.getUpdateCounts()).hasSize(3).containsOnly(Statement.EXECUTE_FAILED);
                assertThat(e.getSQLState()).isEqualTo("23505");
              });
    }
  }

  @Test
  void batch_begunForAnotherTenant_isRefused() throws SQLException {
    fixture.plans.put(
        "upd",
        Fixture.plan(
            "U ?", 0, List.of(new ParameterSlot.Tenant(TenantType.TEXT)), List.of(), List.of()));
    try (Statement s = connection.createStatement()) {
      s.addBatch("upd");
      rebind("globex");
      assertRefused(ErrorCode.TC011, s::executeBatch);
    }
    assertThat(driver.executions()).isEmpty();
  }

  @Test
  void driversOwnException_passesUntouched() throws SQLException {
    SQLException theirs = new SQLException("duplicate", "23505", 3);
    driver.failure = theirs;
    try (Statement s = connection.createStatement()) {
      assertThatThrownBy(() -> s.execute("plain")).isSameAs(theirs);
    }
  }

  @Test
  void closed_refuses() throws SQLException {
    Statement s = connection.createStatement();
    s.close();
    assertThat(s.isClosed()).isTrue();
    assertThatThrownBy(() -> s.execute("plain")).isInstanceOf(SQLException.class);
    assertThat(driver.executions()).isEmpty();
  }
}
