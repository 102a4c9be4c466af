package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.UsageTable;
import io.tenantcrypt.keys.MessageMeter;
import io.tenantcrypt.keys.UsageTable;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.keys.store.ProtectedColumnRegistry;
import io.tenantcrypt.keys.store.RegisteredColumn;
import io.tenantcrypt.tenancy.TenantId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key tables in each database and through each of its drivers. */
class KeyStoresIT extends OnEachKeyStore {

  private static final RegisteredColumn SSN = column("ssn");
  private static final RegisteredColumn DOB = column("dob");

  private static RegisteredColumn column(String name) {
    return new RegisteredColumn(
        "clinic.patient",
        name,
        "clinic.patient." + name,
        "text",
        "randomized",
        "binary",
        RegisteredColumn.ENCRYPTED);
  }

  @ParameterizedTest
  @EnumSource
  void tenantsAndColumns_areThereAfterReopening(Store store) throws SQLException {
    store.empty();
    KeyRuntime runtime = runtime(store);
    assertThat(runtime.registry().tablesOnRecord()).isEmpty();
    Tenants tenants = new Tenants(runtime);
    TenantSummary made = tenants.create("acme");
    tenants.create("globex");
    assertThat(tenants.create("acme")).isEqualTo(made);
    assertThat(runtime.registry().register(List.of(SSN), 3).isRecorded()).isTrue();
    assertThat(runtime.dataKeys().sealing(ACME).version()).isEqualTo(1);
    runtime.close();

    KeyRuntime again = runtime(store);
    TenantRing ring = again.table().read(ACME).orElseThrow();
    assertThat(ring.created()).isEqualTo(MADE);
    assertThat(ring.active(KeyPurpose.DEK).orElseThrow().created()).isEqualTo(MADE);
    assertThat(again.table().read(TenantId.of("nobody"))).isEmpty();
    assertThat(again.dataKeys().opening(ACME, 1).version()).isEqualTo(1);
    assertThat(again.registry().columns()).containsExactly(SSN);
    assertThat(again.registry().tablesOnRecord()).containsExactly("clinic.patient");
    assertThat(again.registry().check(List.of(SSN), 2).mayWrite()).isFalse();
    assertThat(again.registry().register(List.of(SSN, DOB), 4).isRecorded()).isTrue();
    assertThat(again.registry().columns()).containsExactly(DOB, SSN);
  }

  @ParameterizedTest
  @EnumSource
  void tables_areAllThere(Store store) throws SQLException {
    store.empty();
    runtime(store).table().create();
    runtime(store).table().create();
    try (Connection connection = store.open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select lower(table_name) from information_schema.tables"
                    + " where lower(table_schema) = 'tenantcrypt' order by table_name")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      assertThat(names)
          .containsExactly("audit", "instance", "job", "key", "registry", "tenant", "usage");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tablesMadeByHalves_areCompleted(Store store) throws SQLException {
    store.empty();
    runtime(store).table().create();
    store.run(
        "drop table tenantcrypt.audit",
        "drop table tenantcrypt.`usage`",
        "delete from tenantcrypt.registry",
        "delete from tenantcrypt.`key`",
        "delete from tenantcrypt.tenant");
    new Tenants(runtime(store)).create("acme");
    assertThat(store.ask("select count(*) from tenantcrypt.audit")).isEqualTo("0");
    assertThat(store.ask("select count(*) from tenantcrypt.`usage`")).isEqualTo("0");
    assertThat(store.ask("select count(*) from tenantcrypt.registry")).isEqualTo("2");
  }

  @ParameterizedTest
  @EnumSource
  void list_inPages_isSortedByBytes(Store store) throws SQLException {
    store.empty();
    KeyRuntime runtime = runtime(store);
    Tenants tenants = new Tenants(runtime);
    List.of("beta", "acme", "Zeta", "10").forEach(tenants::create);
    assertThat(tenants.list())
        .extracting(TenantSummary::id)
        .containsExactly("10", "Zeta", "acme", "beta");
    assertThat(runtime.table().list(Optional.of(TenantId.of("10")), 2))
        .extracting(ring -> ring.tenant().value())
        .containsExactly("Zeta", "acme");
    assertThat(tenants.find("ACME")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void suspended_isReadBySomebodyElse(Store store) throws SQLException {
    store.empty();
    Tenants tenants = new Tenants(runtime(store));
    tenants.create("acme");
    tenants.suspend("acme");
    KeyRuntime other = runtime(store);
    assertThat(other.table().read(ACME).orElseThrow().state()).isEqualTo(TenantState.SUSPENDED);
    assertCode(ErrorCode.TC013, () -> other.dataKeys().sealing(ACME), "acme");
    assertThat(tenants.resume("acme").state()).isEqualTo(TenantState.ACTIVE);
  }

  @ParameterizedTest
  @EnumSource
  void oneTenant_provisionedByManyAtOnce_isMadeOnce(Store store) throws Exception {
    store.empty();
    runtime(store).table().create();
    List<TenantSummary> made = atOnce(store, runtime -> new Tenants(runtime).create("acme"));
    assertThat(made).hasSize(CALLERS).containsOnly(made.get(0));
    assertThat(store.ask("select count(*) from tenantcrypt.`key` where tenant = 'acme'"))
        .isEqualTo("1");
    assertThat(store.ask("select count(*) from tenantcrypt.tenant")).isEqualTo("2");
  }

  @ParameterizedTest
  @EnumSource
  void messages_reservedByManyAtOnce_areNobodysTwice(Store store) throws Exception {
    store.empty();
    runtime(store).table().create();
    String column = "text " + "long.".repeat(200);
    List<UsageTable.Reserved> given =
        atOnce(store, runtime -> runtime.usage().reserve(ACME, 1, column, 1_000, 1L << 32));
    assertThat(given)
        .extracting(UsageTable.Reserved::all)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, CALLERS).mapToObj(i -> i * 1_000).toList());
    assertThat(store.ask("select sum(reserved) from tenantcrypt.`usage`"))
        .isEqualTo(String.valueOf(CALLERS * 1_000));
  }

  @ParameterizedTest
  @EnumSource
  void dataKey_atItsLimit_isTc037_dueAndStillOpens(Store store) throws SQLException {
    store.empty();
    KeyRuntime runtime = runtime(store);
    Tenants tenants = new Tenants(runtime);
    tenants.create("acme");
    try (Lease key = new Lease(runtime.dataKeys().sealing(ACME))) {
      key.key().columnToSeal("patient.ssn", "text");
      assertThat(runtime.usage().atLeast(MessageMeter.DUE)).isEmpty();
    }
    runtime.dataKeys().evict(ACME);
    store.run("update tenantcrypt.`usage` set reserved = 4294967295");
    try (Lease key = new Lease(runtime.dataKeys().sealing(ACME))) {
      key.key().columnToSeal("patient.ssn", "text");
      assertCode(
          ErrorCode.TC037, () -> key.key().columnToSeal("patient.ssn", "text"), "acme", "Rotate");
      key.key().columnToSeal("patient.note", "text");
      key.key().column("patient.ssn", "text");
    }
    assertThat(runtime.usage().atLeast(MessageMeter.DUE))
        .containsExactly(new UsageTable.Usage(ACME, 1, "patient.ssn", 1L << 32));
  }

  private record Lease(DataKey key) implements AutoCloseable {
    @Override
    public void close() {
      key.release();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tables_madeByManyAtOnce_areMadeOnce(Store store) throws Exception {
    store.empty();
    List<TenantSummary> made = atOnce(store, runtime -> new Tenants(runtime).create("acme"));
    assertThat(made).hasSize(CALLERS).containsOnly(made.get(0));
    assertThat(store.ask("select count(*) from tenantcrypt.registry")).isEqualTo("2");
    assertThat(store.ask("select count(*) from tenantcrypt.tenant")).isEqualTo("2");
    assertThat(runtime(store).dataKeys().sealing(ACME).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void columns_recordedByManyAtOnce_areRecordedOnce(Store store) throws Exception {
    store.empty();
    runtime(store).table().create();
    assertThat(
            atOnce(
                store, runtime -> runtime.registry().register(List.of(SSN, DOB), 5).isRecorded()))
        .containsOnly(true);
    assertThat(runtime(store).registry().columns()).containsExactly(DOB, SSN);
  }

  @ParameterizedTest
  @EnumSource
  void transaction_rolledBackForAnother_isRunAgain(Store store) throws SQLException {
    store.empty();
    new Tenants(runtime(store)).create("globex");
    AtomicInteger commits = new AtomicInteger();
    KeyRuntime victim = runtime(() -> losing(store.open(), commits, 2));
    assertThat(victim.table().read(ACME)).isEmpty();
    assertThat(new Tenants(victim).create("acme").created()).isEqualTo(MADE);
    assertThat(commits).hasValue(3);
    commits.set(-100);
    assertCode(ErrorCode.TC030, () -> new Tenants(victim).create("other"), "40001");
    assertThat(commits).hasValue(-95);
    assertThat(store.ask("select count(*) from tenantcrypt.tenant")).isEqualTo("3");
  }

  /** A connection whose transactions end in a deadlock, until that many have. */
  private static Connection losing(Connection real, AtomicInteger commits, int deadlocks) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("commit") && commits.incrementAndGet() <= deadlocks) {
            real.rollback();
            throw new SQLException("deadlock", "40001", 1213);
          }
          try {
            return method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            KeyStoresIT.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  /** Where the session is not strict, a cut value would be found broken only by its next reader. */
  @ParameterizedTest
  @EnumSource
  void valueThatIsTooLong_isRefusedAndNotCut(Store store) throws SQLException {
    store.empty();
    ProtectedColumnRegistry registry = runtime(store).registry();
    RegisteredColumn wide =
        new RegisteredColumn(
            "t", "c", "t.c", "f".repeat(33), "randomized", "binary", RegisteredColumn.ENCRYPTED);
    assertCode(ErrorCode.TC030, () -> registry.register(List.of(wide), 1), "22001");
    assertThat(runtime(store).registry().columns()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void hostileChange_isTc036(Store store) throws SQLException {
    store.empty();
    Tenants tenants = new Tenants(runtime(store));
    tenants.create("acme");
    tenants.create("globex");
    store.run("update tenantcrypt.`key` set state = 'PENDING' where tenant = 'acme'");
    assertCode(ErrorCode.TC036, () -> runtime(store).dataKeys().sealing(ACME), "acme");
    assertThat(runtime(store).dataKeys().sealing(TenantId.of("globex")).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void newerTables_areRefused(Store store) throws SQLException {
    store.empty();
    new Tenants(runtime(store)).create("acme");
    store.run("update tenantcrypt.registry set revision = 2 where item = 'schema'");
    assertCode(ErrorCode.TC041, () -> runtime(store).dataKeys().sealing(ACME), "newer driver");
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void deniedRole_isRefused_andTakenForNoLackOfTables(Store store) throws SQLException {
    store.empty();
    KeyRuntime owner = runtime(store);
    owner.registry().register(List.of(SSN), 1);
    store.run(
        "drop user if exists 'app'@'localhost', 'app'@'127.0.0.1'",
        "create user 'app'@'localhost' identified by 'app'",
        "create user 'app'@'127.0.0.1' identified by 'app'",
        "grant all on test.* to 'app'@'localhost'",
        "grant all on test.* to 'app'@'127.0.0.1'");
    KeyRuntime denied = as(store, "app", "app", "test");
    assertCode(ErrorCode.TC041, denied.registry()::tablesOnRecord, "Grant", "42000");
    assertCode(ErrorCode.TC041, denied.table()::create, "Grant", "42000");
    store.run(
        "grant select on tenantcrypt.* to 'app'@'localhost'",
        "grant select on tenantcrypt.* to 'app'@'127.0.0.1'");
    KeyRuntime reader = as(store, "app", "app", "test");
    assertThat(reader.registry().tablesOnRecord()).containsExactly("clinic.patient");
    assertCode(ErrorCode.TC041, () -> new Tenants(reader).create("acme"), "Grant", "INSERT");
    // Where it may look, and nothing is there, there is nothing on record.
    store.empty();
    assertThat(as(store, "app", "app", "test").registry().tablesOnRecord()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void failedLogin_isTakenForNoLackOfTables(Store store) throws SQLException {
    store.empty();
    runtime(store).registry().register(List.of(SSN), 1);
    assertCode(
        ErrorCode.TC041,
        as(store, "it", "wrong", "test").registry()::tablesOnRecord,
        "login",
        "28000");
    assertCode(
        ErrorCode.TC030, as(store, "it", "it", "nowhere").registry()::tablesOnRecord, "42000");
  }

  private KeyRuntime as(Store store, String user, String password, String database) {
    String url =
        store
            .url(database)
            .replace("user=it", "user=" + user)
            .replace("password=it", "password=" + password);
    return runtime(() -> DriverManager.getConnection(url));
  }
}
