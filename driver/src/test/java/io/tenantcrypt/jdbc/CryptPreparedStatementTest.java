package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TargetColumn;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.tenancy.TenantContext;
import io.tenantcrypt.tenancy.TenantType;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CryptPreparedStatementTest {

  private static final Binding NOTHING = (statement, position) -> {};

  private final Fixture fixture = new Fixture();
  private final FakeDriver driver = fixture.driver;
  private TenantContext.Scope scope;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    scope = TenantContext.bind("acme");
    connection = fixture.open();
    fixture.plans.put("insert", insert());
  }

  @AfterEach
  void unbind() {
    scope.close();
  }

  /** {@code insert into patient(id, ssn, tenant_id) values (?, ?, ?)}, rewritten and reordered. */
  private static StatementPlan.Protected insert() {
    return Fixture.plan(
        "INSERT",
        3,
        List.of(
            new ParameterSlot.Sealed(2, Fixture.SSN),
            new ParameterSlot.Plain(1),
            new ParameterSlot.Plain(3)),
        List.of(),
        List.of(check(3, TenantType.TEXT)));
  }

  private static TenantCheck check(int index, TenantType type) {
    return new TenantCheck(new TenantCheck.Value.Parameter(index), type, "patient", 9);
  }

  static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(code.name()));
  }

  private void rebind(String tenant) {
    scope.close();
    scope = TenantContext.bind(tenant);
  }

  @Test
  void execute_ofAnInsert_sealsAndMapsPositions() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setString(2, "123");
      s.setString(3, "acme");
      assertThat(s.executeUpdate()).isEqualTo(1);
    }
    assertThat(driver.log)
        .containsExactly(
            "prepareStatement(INSERT)",
            "setInt(2, 7)",
            "setString(3, acme)",
            "setBytes(1, " + Fixture.recorded("acme#1#123") + ")",
            "executeUpdate()",
            "close#1");
    assertThat(fixture.openSealers).isZero();
  }

  @Test
  void execute_again_sealsAfresh() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setString(2, "123");
      s.setString(3, "acme");
      s.executeUpdate();
      s.setInt(1, 8);
      s.executeUpdate();
    }
    assertThat(driver.log)
        .contains("setInt(2, 8)", "setBytes(1, " + Fixture.recorded("acme#2#123") + ")")
        .filteredOn(c -> c.startsWith("prepareStatement"))
        .hasSize(1);
  }

  @Test
  void execute_namingAnotherTenant_sendsNothing() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setString(2, "123");
      for (Object wrong : new Object[] {"globex", "ACME", "acme ", 5, UUID.randomUUID()}) {
        s.setObject(3, wrong);
        assertRefused(ErrorCode.TC001, s::executeUpdate);
      }
      s.setNull(3, Types.VARCHAR);
      assertRefused(ErrorCode.TC001, s::executeUpdate);
      s.setCharacterStream(3, new StringReader("acme"));
      assertRefused(ErrorCode.TC001, s::executeUpdate);
      assertRefused(ErrorCode.TC001, s::execute);
      assertRefused(ErrorCode.TC001, s::addBatch);
    }
    assertThat(driver.log).isEmpty();
    assertThat(fixture.sealers).isZero();
  }

  @Test
  void execute_withAParameterUnset_sendsNothing() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setString(3, "acme");
      assertRefused(ErrorCode.TC022, s::executeUpdate);
      s.setString(2, "1");
      s.clearParameters();
      s.setString(2, "1");
      assertRefused(ErrorCode.TC022, s::executeUpdate);
      assertRefused(ErrorCode.TC022, () -> s.setInt(4, 1));
      assertRefused(ErrorCode.TC022, () -> s.setInt(0, 1));
    }
    assertThat(driver.log).isEmpty();
  }

  @Test
  void execute_withoutATenant_sendsNothing() throws SQLException {
    scope.close();
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setString(2, "123");
      s.setString(3, "acme");
      assertRefused(ErrorCode.TC010, s::executeUpdate);
    } finally {
      scope = TenantContext.bind("acme");
    }
    assertThat(driver.log).isEmpty();
  }

  @Test
  void execute_whereTheWriteGuardRefuses_sendsNothing() throws SQLException {
    fixture.writesRefused = ErrorCode.TC041;
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setString(2, "123");
      s.setString(3, "acme");
      assertRefused(ErrorCode.TC041, s::executeUpdate);
      assertRefused(ErrorCode.TC041, s::addBatch);
    }
    assertThat(driver.log).isEmpty();
  }

  @Test
  void setNull_ofAProtectedParameter_staysNullInTheStorageType() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setNull(2, Types.VARCHAR);
      s.setString(3, "acme");
      s.executeUpdate();
      s.setString(2, null);
      s.executeUpdate();
      s.setObject(2, null);
      s.executeUpdate();
    }
    assertThat(driver.log).filteredOn(c -> c.equals("setNull(1, " + Types.BINARY + ")")).hasSize(3);
    assertThat(fixture.sealers).isZero();
  }

  @Test
  void set_aValueThatDoesNotFit_isRefusedAtOnceWithoutTheValue() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      assertThatThrownBy(() -> s.setString(2, "much longer than eleven"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC022"))
          .hasMessageContaining("patient.ssn")
          .hasMessageNotContaining("eleven");
    }
  }

  @Test
  void tenantSlots_areBoundInTheColumnsType() throws SQLException {
    for (TenantType type : TenantType.values()) {
      fixture.plans.put(
          "t" + type,
          Fixture.plan("T", 0, List.of(new ParameterSlot.Tenant(type)), List.of(), List.of()));
    }
    connection.prepareStatement("tTEXT").execute();
    assertRefused(ErrorCode.TC041, () -> connection.prepareStatement("tINTEGER").execute());
    rebind("42");
    connection.prepareStatement("tSMALLINT").execute();
    connection.prepareStatement("tINTEGER").execute();
    connection.prepareStatement("tBIGINT").execute();
    rebind("70000");
    assertRefused(ErrorCode.TC041, () -> connection.prepareStatement("tSMALLINT").execute());
    String uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    rebind(uuid);
    connection.prepareStatement("tUUID").execute();
    assertThat(driver.log)
        .contains(
            "setString(1, acme)",
            "setShort(1, 42)",
            "setInt(1, 42)",
            "setLong(1, 42)",
            "setObject(1, " + uuid + ")");
  }

  @Test
  void checkedParameter_isBoundWhenItIsLookedAt_andNotBefore() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setInt(1, 7);
      s.setString(2, "123");
      s.setString(3, "acme");
      s.executeUpdate();
      driver.log.clear();
      s.setString(3, "globex");
      assertThat(driver.log).isEmpty();
      assertRefused(ErrorCode.TC001, s::executeUpdate);
      assertThat(driver.log).isEmpty();
      s.setString(3, "acme");
      s.executeUpdate();
    }
    assertThat(driver.log.get(0)).isEqualTo("setString(3, acme)");
  }

  @Test
  void checks_acceptEveryFormOfTheTenant_andNoOther() {
    assertThat(new Given(Fixture.string(), "42", List.of(), NOTHING).as(TenantType.INTEGER))
        .isEqualTo("42");
    assertThat(new Given(Fixture.string(), "4x", List.of(), NOTHING).as(TenantType.INTEGER))
        .isNull();
    assertThat(given(42L).as(TenantType.BIGINT)).isEqualTo("42");
    assertThat(given(70000).as(TenantType.SMALLINT)).isNull();
    assertThat(given(new java.math.BigDecimal("42.0")).as(TenantType.BIGINT)).isEqualTo("42");
    assertThat(given(new java.math.BigDecimal("42.5")).as(TenantType.BIGINT)).isNull();
    assertThat(given(new java.math.BigDecimal("1e900")).as(TenantType.BIGINT)).isNull();
    assertThat(given(true).as(TenantType.BIGINT)).isNull();
    assertThat(
            new Given(io.tenantcrypt.codec.Form.OBJECT, 1L << 33, List.of(Types.INTEGER), NOTHING)
                .as(TenantType.BIGINT))
        .isNull();
    assertThat(given(42L, Types.SMALLINT).as(TenantType.BIGINT)).isEqualTo("42");
    assertThat(given(42L, Types.INTEGER).as(TenantType.SMALLINT)).isEqualTo("42");
    assertThat(given((1L << 16) + 42, Types.SMALLINT).as(TenantType.BIGINT)).isNull();
    assertThat(given(42L, Types.SMALLINT).as(TenantType.TEXT)).isNull();
    assertThat(given(42L, Types.REAL).as(TenantType.BIGINT)).isNull();
    String uuid = "0F8FAD5B-D9CB-469F-A165-70867728950E";
    assertThat(given(uuid).as(TenantType.UUID)).isEqualTo(uuid.toLowerCase(java.util.Locale.ROOT));
  }

  private static Given given(Object value, int type) {
    return new Given(io.tenantcrypt.codec.Form.OBJECT, value, List.of(type), NOTHING);
  }

  private static Given given(Object value) {
    return new Given(io.tenantcrypt.codec.Form.OBJECT, value, List.of(), NOTHING);
  }

  @Test
  void sealedLiterals_areSealedAtExecution() throws SQLException {
    fixture.plans.put(
        "lit",
        Fixture.plan(
            "L",
            0,
            List.of(new ParameterSlot.SealedLiteral("99", Fixture.SSN)),
            List.of(),
            List.of()));
    connection.prepareStatement("lit").executeUpdate();
    assertThat(driver.log).contains("setBytes(1, " + Fixture.recorded("acme#1#99") + ")");
  }

  @Test
  void batch_sealsEachRow_andIsRefusedForAnotherTenant() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      for (int i = 0; i < 2; i++) {
        s.setInt(1, i);
        s.setString(2, "s" + i);
        s.setString(3, "acme");
        s.addBatch();
      }
      assertThat(s.executeBatch()).containsExactly(1, 1);
      s.addBatch();
      driver.log.clear();
      rebind("globex");
      assertRefused(ErrorCode.TC011, s::executeBatch);
      assertThat(driver.executions()).isEmpty();
    }
  }

  @Test
  void batch_begunForOneTenant_takesNoRowOfAnother() throws SQLException {
    fixture.plans.put(
        "scoped",
        Fixture.plan(
            "S", 0, List.of(new ParameterSlot.Tenant(TenantType.TEXT)), List.of(), List.of()));
    try (PreparedStatement s = connection.prepareStatement("scoped")) {
      s.addBatch();
      rebind("globex");
      assertRefused(ErrorCode.TC011, s::addBatch);
    }
  }

  @Test
  void withoutTenant_thePlansOtherText_isSentWithTheParametersAsTheyAre() throws SQLException {
    fixture.plans.put(
        "probe",
        Fixture.withoutTenant(
            Fixture.plan(
                "SELECT WHERE tenant_id = ? AND id = ?",
                1,
                List.of(new ParameterSlot.Tenant(TenantType.TEXT), new ParameterSlot.Plain(1)),
                List.of(OutputColumn.PLAIN),
                List.of()),
            "SELECT WHERE 1=0 AND id = ?"));
    try (PreparedStatement s = connection.prepareStatement("probe")) {
      scope.close();
      s.setInt(1, 5);
      try (ResultSet rows = s.executeQuery()) {
        assertThat(rows.next()).isFalse();
      }
      scope = TenantContext.bind("acme");
      s.executeQuery();
    }
    assertThat(driver.log)
        .containsExactly(
            "prepareStatement(SELECT WHERE 1=0 AND id = ?)",
            "setInt(1, 5)",
            "executeQuery()",
            "close#1",
            "prepareStatement(SELECT WHERE tenant_id = ? AND id = ?)",
            "setInt(2, 5)",
            "setString(1, acme)",
            "executeQuery()",
            "close#2");
  }

  @Test
  void planThatChanged_isPreparedAgain_withSettingsAndValues() throws SQLException {
    fixture.plans.put("upd", Fixture.pass());
    try (PreparedStatement s = connection.prepareStatement("upd")) {
      s.setFetchSize(9);
      s.setMaxRows(5);
      s.setString(1, "now sealed");
      fixture.snapshot = Fixture.snapshot(2);
      fixture.plans.put(
          "upd",
          Fixture.plan(
              "UPD", 1, List.of(new ParameterSlot.Sealed(1, Fixture.SSN)), List.of(), List.of()));
      driver.log.clear();
      s.executeUpdate();
    }
    assertThat(driver.log)
        .containsExactly(
            "close#1",
            "prepareStatement(UPD)",
            "setFetchSize(9)",
            "setMaxRows(5)",
            "setBytes(1, " + Fixture.recorded("acme#1#now sealed") + ")",
            "executeUpdate()",
            "close#2");
  }

  @Test
  void planThatBecameARefusal_sendsNothing() throws SQLException {
    fixture.plans.put("q", Fixture.pass());
    try (PreparedStatement s = connection.prepareStatement("q")) {
      fixture.snapshot = Fixture.snapshot(2);
      fixture.plans.remove("q");
      assertRefused(ErrorCode.TC003, s::execute);
      assertThat(driver.executions()).isEmpty();
    }
  }

  @Test
  void prepare_ofARefusedText_sendsNothing() {
    assertRefused(ErrorCode.TC003, () -> connection.prepareStatement("unknown"));
    assertThat(driver.log).isEmpty();
  }

  @Test
  void call_overAProtectedPlan_isRefused() {
    assertRefused(ErrorCode.TC002, () -> connection.prepareCall("insert"));
    assertThat(driver.log).isEmpty();
  }

  @Test
  void generatedKeys_byFlagNameAndIndex_areLogicalColumns() throws SQLException {
    fixture.plans.put(
        "keys",
        Fixture.withTarget(
            Fixture.plan("K", 0, List.of(), List.of(), List.of()),
            List.of(
                new TargetColumn("id", OutputColumn.PLAIN),
                new TargetColumn("ssn", Fixture.SSN_CELL))));
    driver.columns = 2;
    driver.rows = List.<Object[]>of(new Object[] {1, Fixture.cell("acme", "123")});
    try (PreparedStatement s =
        connection.prepareStatement("keys", Statement.RETURN_GENERATED_KEYS)) {
      s.executeUpdate();
      ResultSet keys = s.getGeneratedKeys();
      assertThat(keys.next()).isTrue();
      assertThat(keys.getInt(1)).isEqualTo(1);
      assertThat(keys.getString(2)).isEqualTo("123");
      assertThat(keys.getStatement()).isSameAs(s);
    }
    connection.prepareStatement("keys", new String[] {"SSN", "id"}).executeUpdate();
    connection.prepareStatement("keys", new int[] {2}).executeUpdate();
    assertThat(driver.log)
        .contains(
            "prepareStatement(K, [id, ssn])",
            "prepareStatement(K, [ssn, id])",
            "prepareStatement(K, [ssn])");
    assertRefused(
        ErrorCode.TC041,
        () -> connection.prepareStatement("keys", new String[] {"nope"}).executeUpdate());
  }

  @Test
  void cachedPlan_isJudgedOnce_forAllSessionsThatReadAlike() throws SQLException {
    connection.prepareStatement("insert").close();
    connection.prepareStatement("insert").close();
    assertThat(fixture.asked).hasSize(1);
  }

  @Test
  void analysisThatEndsUnexpectedly_isARefusalWithoutTheText() throws SQLException {
    JdbcRuntime broken =
        new JdbcRuntime(
            (sql, view) -> {
              throw new IllegalStateException("near " + sql);
            },
            fixture,
            fixture,
            fixture,
            fixture,
            Fixture.policy(),
            new PlanCache(),
            fixture.exits());
    Connection c =
        CryptConnection.open(driver.connection(), broken, fixture.settings(), "jdbc:tenantcrypt:x");
    assertThatThrownBy(() -> c.prepareStatement("select 'secret'"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC003"))
        .hasMessageNotContaining("secret");
  }
}
