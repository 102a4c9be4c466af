package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.SteppingKeys;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.protect.KeyedProtection;
import io.tenantcrypt.tenancy.TenantContext;
import io.tenantcrypt.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is paused between sealing and sending, by a clock that the test moves: what
 * reaches the real driver is sealed under a version that still seals.
 */
@NullUnmarked
class FenceTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final Duration PAUSE = SteppingKeys.RING.plusSeconds(1);

  /** The header of a cell as the driver in memory shows it: magic, AES-GCM, key version. */
  private static final String UNDER_1 = "setBytes(1, f90100000001";

  private static final String UNDER_2 = "setBytes(1, f90100000002";

  /** One way to send a protected statement. */
  @FunctionalInterface
  private interface Sending {
    void on(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Prepared {
    void on(PreparedStatement statement) throws SQLException;
  }

  /** Every method that sends, by its interface, name and parameters. */
  private static final Map<String, Sending> ROUTES = new TreeMap<>();

  static {
    prepared("execute()", PreparedStatement::execute);
    prepared("executeQuery()", PreparedStatement::executeQuery);
    prepared("executeUpdate()", PreparedStatement::executeUpdate);
    prepared("executeLargeUpdate()", PreparedStatement::executeLargeUpdate);
    prepared(
        "executeBatch()",
        s -> {
          s.addBatch();
          s.executeBatch();
        });
    prepared(
        "executeLargeBatch()",
        s -> {
          s.addBatch();
          s.executeLargeBatch();
        });
    int flag = Statement.NO_GENERATED_KEYS;
    plain("execute(String)", s -> s.execute("literal"));
    plain("execute(String,int)", s -> s.execute("literal", flag));
    plain("execute(String,int[])", s -> s.execute("literal", new int[0]));
    plain("execute(String,String[])", s -> s.execute("literal", new String[0]));
    plain("executeQuery(String)", s -> s.executeQuery("literal"));
    plain("executeUpdate(String)", s -> s.executeUpdate("literal"));
    plain("executeUpdate(String,int)", s -> s.executeUpdate("literal", flag));
    plain("executeUpdate(String,int[])", s -> s.executeUpdate("literal", new int[0]));
    plain("executeUpdate(String,String[])", s -> s.executeUpdate("literal", new String[0]));
    plain("executeLargeUpdate(String)", s -> s.executeLargeUpdate("literal"));
    plain("executeLargeUpdate(String,int)", s -> s.executeLargeUpdate("literal", flag));
    plain("executeLargeUpdate(String,int[])", s -> s.executeLargeUpdate("literal", new int[0]));
    plain(
        "executeLargeUpdate(String,String[])", s -> s.executeLargeUpdate("literal", new String[0]));
    plain(
        "executeBatch()",
        s -> {
          s.addBatch("literal");
          s.executeBatch();
        });
    plain(
        "executeLargeBatch()",
        s -> {
          s.addBatch("literal");
          s.executeLargeBatch();
        });
  }

  private final Fixture fixture = new Fixture();
  private final FakeDriver driver = fixture.driver;
  private final SteppingKeys keys = new SteppingKeys();
  private TenantContext.Scope scope;
  private Connection connection;

  private static void prepared(String method, Prepared sending) {
    ROUTES.put(
        "PreparedStatement." + method,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement("insert")) {
            statement.setString(1, "123");
            statement.setInt(2, 7);
            sending.on(statement);
          }
        });
  }

  @FunctionalInterface
  private interface Plain {
    void on(Statement statement) throws SQLException;
  }

  private static void plain(String method, Plain sending) {
    ROUTES.put(
        "Statement." + method,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            sending.on(statement);
          }
        });
  }

  static List<String> routes() {
    return List.copyOf(ROUTES.keySet());
  }

  @BeforeEach
  void open() throws SQLException {
    scope = TenantContext.bind("acme");
    keys.provision(ACME);
    fixture.protection = new KeyedProtection(keys.cache);
    driver.columns = 0;
    fixture.plans.put("insert", insert());
    fixture.plans.put(
        "literal",
        Fixture.plan(
            "L",
            0,
            List.of(new ParameterSlot.SealedLiteral("99", Fixture.SSN)),
            List.of(),
            List.of()));
    connection = fixture.open();
  }

  @AfterEach
  void unbind() {
    scope.close();
    keys.cache.close();
  }

  private static StatementPlan.Protected insert() {
    return Fixture.plan(
        "INSERT",
        2,
        List.of(new ParameterSlot.Sealed(1, Fixture.SSN), new ParameterSlot.Plain(2)),
        List.of(),
        List.of());
  }

  /** Stands still right after a call to the real driver, the first time that it is made. */
  private void pauseAfter(String call, Runnable meanwhile) {
    AtomicInteger calls = new AtomicInteger();
    driver.watcher =
        name -> {
          if (name.equals(call) && calls.incrementAndGet() == 1) {
            keys.pause(PAUSE);
            meanwhile.run();
          }
        };
  }

  private void rotate() {
    keys.rotate(ACME);
  }

  /** The calls that bound cells before the first execution, and no more than one execution. */
  private List<String> cellsSent() {
    assertThat(driver.executions()).hasSize(1);
    int sent = driver.log.indexOf(driver.executions().get(0));
    return driver.log.subList(0, sent).stream().filter(c -> c.startsWith("setBytes(1")).toList();
  }

  private static String last(List<String> calls) {
    return calls.get(calls.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void pause_betweenSealingAndSending_isSentUnderTheNewVersion(String route) throws SQLException {
    pauseAfter("setBytes", this::rotate);
    ROUTES.get(route).on(connection);
    assertThat(cellsSent().get(0)).startsWith(UNDER_1);
    assertThat(last(cellsSent())).startsWith(UNDER_2);
  }

  @Test
  void routes_areAllMethodsThatSend() {
    TreeSet<String> methods = new TreeSet<>();
    for (Class<?> type : List.of(Statement.class, PreparedStatement.class)) {
      for (Method method : type.getMethods()) {
        boolean text = method.getParameterCount() > 0;
        boolean batch = method.getName().endsWith("Batch");
        // A prepared statement refuses a text, and a plain one has nothing else but batches.
        if (method.getName().startsWith("execute")
            && (batch || text == (type == Statement.class))) {
          methods.add(type.getSimpleName() + "." + signature(method));
        }
      }
    }
    assertThat(ROUTES.keySet()).isEqualTo(methods);
  }

  private static String signature(Method method) {
    return method.getName()
        + "("
        + String.join(",", Stream.of(method.getParameterTypes()).map(Class::getSimpleName).toList())
        + ")";
  }

  @Test
  void pause_withTheSameVersionStillActive_isSentAsItIs() throws SQLException {
    pauseAfter("setBytes", () -> {});
    int before = keys.reads();
    ROUTES.get("PreparedStatement.executeUpdate()").on(connection);
    assertThat(cellsSent()).hasSize(1);
    assertThat(keys.reads() - before)
        .as("the first reading, and the one after the pause")
        .isEqualTo(2);
  }

  @Test
  void rotation_withinTheRingsTime_isNotNoticed() throws SQLException {
    driver.watcher =
        name -> {
          if (name.equals("setBytes")) {
            rotate();
          }
        };
    ROUTES.get("PreparedStatement.executeUpdate()").on(connection);
    assertThat(cellsSent()).singleElement().asString().startsWith(UNDER_1);
  }

  @Test
  void pause_inWhichTheTenantIsSuspended_sendsNothing() {
    pauseAfter("setBytes", () -> keys.suspend(ACME));
    CryptPreparedStatementTest.assertRefused(
        ErrorCode.TC013, () -> ROUTES.get("PreparedStatement.executeUpdate()").on(connection));
    assertThat(driver.executions()).isEmpty();
  }

  @Test
  void pauses_withoutAnEnd_areTc031_andSendNothing() {
    driver.watcher =
        name -> {
          if (name.equals("setBytes")) {
            keys.pause(PAUSE);
            rotate();
          }
        };
    CryptPreparedStatementTest.assertRefused(
        ErrorCode.TC031, () -> ROUTES.get("PreparedStatement.executeUpdate()").on(connection));
    assertThat(driver.executions()).isEmpty();
    assertThat(driver.log.stream().filter(c -> c.startsWith("setBytes")).count()).isEqualTo(5);
  }

  @Test
  void execution_asAlways_looksAtTheClockOnceMoreBeforeItSends() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setString(1, "123");
      s.setInt(2, 7);
      s.executeUpdate();
      int[] looks = new int[2];
      driver.watcher = name -> looks[name.equals("setBytes") ? 0 : 1] = keys.looks.get();
      s.executeUpdate();
      assertThat(looks[1] - looks[0]).isEqualTo(1);
    }
  }

  @Test
  void batch_thatWaited_isSealedAgainRowByRow_withEachRowsOwnValues() throws SQLException {
    fixture.plans.put(
        "wide",
        Fixture.plan(
            "WIDE",
            5,
            List.of(
                new ParameterSlot.Sealed(1, Fixture.SSN),
                new ParameterSlot.Plain(2),
                new ParameterSlot.Plain(3),
                new ParameterSlot.Plain(4),
                new ParameterSlot.Plain(5)),
            List.of(),
            List.of()));
    Timestamp time = new Timestamp(0);
    byte[] bytes = {0};
    Calendar zone = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    try (PreparedStatement s = connection.prepareStatement("wide")) {
      for (int i = 1; i <= 3; i++) {
        time.setTime(i * 1_000L);
        bytes[0] = (byte) i;
        if (i == 2) {
          s.setNull(1, Types.VARCHAR);
        } else {
          s.setString(1, "s" + i);
        }
        s.setTimestamp(2, time, zone);
        s.setBytes(3, bytes);
        s.setObject(4, i);
        s.setString(5, "t" + i);
        s.addBatch();
      }
      List<String> first = withoutCells(driver.log);
      keys.pause(PAUSE);
      rotate();
      driver.log.clear();
      s.setString(5, "next");
      s.executeBatch();
      List<String> again = driver.log;

      assertThat(again.stream().filter(c -> c.startsWith("setBytes(1")))
          .hasSize(2)
          .allMatch(c -> c.startsWith(UNDER_2));
      assertThat(again).contains("clearBatch()").contains("setNull(1, -2)");
      assertThat(rows(withoutCells(again))).isEqualTo(rows(first));
      assertThat(last(driver.executions())).isEqualTo("executeBatch()");
      assertThat(again.lastIndexOf("setString(5, next)"))
          .as("what was bound last is bound again")
          .isGreaterThan(again.lastIndexOf("addBatch()"));
    }
  }

  private static List<String> withoutCells(List<String> calls) {
    return calls.stream()
        .filter(c -> !c.startsWith("setBytes(1") && !c.startsWith("setNull(1"))
        .map(c -> c.startsWith("setTimestamp") ? c.substring(0, 40) : c)
        .toList();
  }

  /** What was bound before each {@code addBatch}, in the order of positions. */
  private static List<String> rows(List<String> calls) {
    List<String> rows = new ArrayList<>();
    Map<String, String> bound = new TreeMap<>();
    for (String call : calls) {
      if (call.equals("addBatch()")) {
        rows.add(bound.toString());
      } else if (call.startsWith("set")) {
        bound.put(call.substring(call.indexOf('('), call.indexOf(',')), call);
      }
    }
    return rows;
  }

  @Test
  void batch_whoseVersionStillSeals_isSentAsItIs() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setString(1, "123");
      s.setInt(2, 7);
      s.addBatch();
      keys.pause(PAUSE.multipliedBy(20));
      s.setBinaryStream(2, new ByteArrayInputStream(new byte[1])); // it could not be sent twice
      s.addBatch();
      keys.pause(PAUSE.multipliedBy(20));
      s.executeBatch();
    }
    assertThat(driver.log).doesNotContain("clearBatch()");
    assertThat(cellsSent()).hasSize(2);
  }

  @Test
  void batch_begunUnderOneVersionAndContinuedUnderAnother_isSealedAgain() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setString(1, "123");
      s.setInt(2, 7);
      s.addBatch();
      keys.pause(PAUSE);
      rotate();
      s.addBatch();
      assertThat(last(driver.log.stream().filter(c -> c.startsWith("setB")).toList()))
          .startsWith(UNDER_2);
      s.executeBatch();
    }
    assertThat(cellsSent()).hasSize(4);
    assertThat(cellsSent().subList(2, 4)).allMatch(c -> c.startsWith(UNDER_2));
  }

  @Test
  void batch_thatHoldsWhatCannotBeSentTwice_isTc031_andIsOver() throws SQLException {
    for (Object once :
        Arrays.asList(new ByteArrayInputStream(new byte[1]), new ArrayList<>(List.of("mutable")))) {
      try (PreparedStatement s = connection.prepareStatement("insert")) {
        s.setString(1, "123");
        if (once instanceof ByteArrayInputStream stream) {
          s.setBinaryStream(2, stream);
        } else {
          s.setObject(2, once);
        }
        s.addBatch();
        keys.pause(PAUSE);
        rotate();
        driver.log.clear();
        assertThatThrownBy(s::executeBatch)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC031"))
            .hasMessageContaining("tenant acme")
            .hasMessageNotContaining("123");
        assertThat(driver.executions()).isEmpty();
        assertThat(driver.log).contains("clearBatch()");
      }
    }
  }

  @Test
  void batch_thatFailedBeforeItWasSent_isNotSentLater() throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setString(1, "123");
      s.setInt(2, 7);
      s.addBatch();
      keys.pause(PAUSE);
      keys.suspend(ACME);
      CryptPreparedStatementTest.assertRefused(ErrorCode.TC013, s::executeBatch);
    }
    assertThat(last(driver.log.stream().filter(c -> c.contains("Batch")).toList()))
        .isEqualTo("clearBatch()");
  }
}
