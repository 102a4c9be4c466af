package io.tenantcrypt.jdbc;

import static io.tenantcrypt.jdbc.Fixture.SSN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.RoutineCall;
import io.tenantcrypt.plan.RoutineCall.Argument;
import io.tenantcrypt.plan.RoutineCall.Mode;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.TenantContext;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import javax.sql.rowset.serial.SerialClob;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of described routines on a fake driver. */
@NullUnmarked
class CryptCallableStatementTest {

  private static final String CALL = "{call look_up(?, ?)}";
  private static final String NO_CELLS = "{call counts()}";
  private static final String CELL = "tc1.-QE" + "A".repeat(45);

  private final Fixture fixture = new Fixture();
  private final FakeDriver driver = fixture.driver;
  private TenantContext.Scope scope;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    fixture.plans.put(
        CALL,
        call(
            CALL,
            2,
            List.of(new ParameterSlot.Sealed(1, SSN), new ParameterSlot.Plain(2)),
            new Argument(Optional.of("ssn"), Mode.IN, 1, Optional.of(SSN)),
            new Argument(Optional.of("found"), Mode.OUT, 2, Optional.empty())));
    fixture.plans.put(NO_CELLS, call(NO_CELLS, 0, List.of()));
    scope = TenantContext.bind("acme");
    connection = fixture.open();
  }

  @AfterEach
  void unbind() {
    scope.close();
  }

  private static StatementPlan call(
      String sql, int parameters, List<ParameterSlot> slots, Argument... arguments) {
    return new StatementPlan.Protected(
        sql,
        slots,
        parameters,
        List.of(),
        List.of(),
        List.of(),
        true,
        Optional.empty(),
        Effects.NONE,
        true,
        Optional.of(
            new RoutineCall("look_up", List.of(arguments), Optional.of(List.<OutputColumn>of()))));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(code.name()));
  }

  /** What a routine does nobody has analysed, so that each call may be a write. */
  @ParameterizedTest
  @ValueSource(strings = {CALL, NO_CELLS})
  void call_whereTheWriteGuardRefuses_isNeverSent(String sql) throws SQLException {
    fixture.writesRefused = ErrorCode.TC041;
    try (CallableStatement s = connection.prepareCall(sql)) {
      if (sql.equals(CALL)) {
        s.setString(1, "123");
        s.setString(2, "x");
      }
      assertRefused(ErrorCode.TC041, s::execute);
      assertRefused(ErrorCode.TC041, s::executeQuery);
      assertRefused(ErrorCode.TC041, s::executeUpdate);
      assertRefused(ErrorCode.TC041, s::executeLargeUpdate);
    }
    try (Statement s = connection.createStatement()) {
      assertRefused(ErrorCode.TC041, () -> s.execute(NO_CELLS));
    }
    assertThat(driver.log).noneMatch(c -> c.startsWith("execute"));
  }

  /** It is asked each time, not once for each statement. */
  @Test
  void call_afterTheWriteGuardChangedItsMind_isNotSent() throws SQLException {
    try (CallableStatement s = connection.prepareCall(CALL)) {
      s.registerOutParameter(2, Types.VARCHAR);
      s.setString(1, "123");
      s.execute();
      fixture.writesRefused = ErrorCode.TC041;
      assertRefused(ErrorCode.TC041, s::execute);
      fixture.writesRefused = null;
      s.execute();
    }
    assertThat(driver.executions()).hasSize(2);
  }

  private void gives(Object value, ErrorCode code) throws SQLException {
    driver.given = value;
    try (CallableStatement s = connection.prepareCall(CALL)) {
      s.registerOutParameter(2, Types.VARCHAR);
      s.setString(1, "123");
      s.execute();
      if (code == null) {
        assertThat(s.getObject(2)).isEqualTo(value);
      } else {
        assertRefused(code, () -> s.getObject(2));
        assertRefused(code, () -> s.getString(2));
        assertRefused(code, () -> s.getString("found"));
      }
    }
  }

  private static Clob clob(String text) throws SQLException {
    return new SerialClob(text.toCharArray());
  }

  @Test
  void outParameter_thatHoldsACellAnywhere_isRefused() throws SQLException {
    String filler = "x".repeat(1 << 20);

    gives(clob(filler + CELL), ErrorCode.TC002);
    gives(clob(CELL + filler), ErrorCode.TC002);
    gives(filler + CELL + filler, ErrorCode.TC002);
    gives(clob(filler), null);
    gives(filler + "tc1.-QE", null);
    gives(null, null);
  }

  @Test
  void outParameter_ofRowsOrAnObject_isRefused() throws SQLException {
    for (Class<?> type : List.of(ResultSet.class, Struct.class, Ref.class)) {
      Object value =
          Proxy.newProxyInstance(
              type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
      gives(value, ErrorCode.TC003);
    }
  }
}
