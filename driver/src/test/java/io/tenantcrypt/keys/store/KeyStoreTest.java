package io.tenantcrypt.keys.store;

import static io.tenantcrypt.crypto.TestKeys.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.keys.FakeKek;
import io.tenantcrypt.keys.KekSource;
import io.tenantcrypt.keys.KeyMaking;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key tables on a real PostgreSQL, and what somebody does who can write to them. */
class KeyStoreTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"));
  private static final TenantId ACME = TenantId.of("acme");

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedPostgres server;

  private final List<KeyRuntime> runtimes = new ArrayList<>();
  private final FakeKek kms = new FakeKek();

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    sql("drop schema if exists tenantcrypt cascade");
  }

  @AfterEach
  void close() {
    runtimes.forEach(KeyRuntime::close);
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private KeyRuntime runtime() {
    return runtime(kms, "fake://kek", KeyPolicy.Provision.EXPLICIT);
  }

  private KeyRuntime runtime(KekSource keks, String kek, KeyPolicy.Provision provision) {
    KeyPolicy policy =
        new KeyPolicy(
            Optional.of(kek),
            Map.of("gold", "fake://{byok}"),
            List.of("fake://*", "memory://*"),
            KeyPolicy.Cache.DEFAULT,
            KeyPolicy.Rotation.NONE,
            KeyPolicy.Envelope.TABLE,
            provision);
    KeyRuntime runtime =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                policy,
                "deployment",
                Optional.empty(),
                () -> server.getPostgresDatabase().getConnection(),
                "tenantcrypt",
                Duration.ofSeconds(20),
                keks,
                call -> {},
                CLOCK,
                new RuntimeFacts("test", "1", 1, () -> "0123456789abcdef")));
    runtimes.add(runtime);
    return runtime;
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              for (String word : words) {
                assertThat(e).hasMessageContaining(word);
              }
            });
  }

  @Test
  void open_withoutDatabaseAndKms_works() {
    kms.failure = Optional.of(ErrorCode.TC030);
    assertThat(runtime().dataKeys().size()).isZero();
    assertThat(kms.unwraps).hasValue(0);
  }

  @Test
  void open_withWhatThisVersionDoesNotHave_isTc040ByName() {
    assertCode(ErrorCode.TC040, () -> open(KeyPolicy.Envelope.INLINE), "keys.envelope");
  }

  private void open(KeyPolicy.Envelope envelope) {
    KeyRuntime.open(
            new KeyRuntimeConfig(
                new KeyPolicy(
                    Optional.of("fake://kek"),
                    Map.of(),
                    List.of(),
                    KeyPolicy.Cache.DEFAULT,
                    KeyPolicy.Rotation.NONE,
                    envelope,
                    KeyPolicy.Provision.EXPLICIT),
                "deployment",
                Optional.empty(),
                () -> server.getPostgresDatabase().getConnection(),
                "tenantcrypt",
                Duration.ofSeconds(20),
                kms,
                call -> {},
                CLOCK,
                new RuntimeFacts("test", "1", 1, () -> "0123456789abcdef")))
        .close();
  }

  @Test
  void sealing_withoutKeyTables_saysHowToMakeThem() {
    KeyRuntime runtime = runtime();
    assertCode(
        ErrorCode.TC041,
        () -> runtime.dataKeys().sealing(ACME),
        "tenantcrypt",
        "tenants().create",
        "keystore ddl");
  }

  @Test
  void create_makesTablesAndTenantAndIsIdempotent() throws SQLException {
    Tenants tenants = new Tenants(runtime());
    TenantSummary made = tenants.create("acme");
    assertThat(tenants.create("acme")).isEqualTo(made);
    assertThat(made.keyVersion()).hasValue(1);
    assertThat(made.created()).isEqualTo(CLOCK.instant());
    assertThat(tenants.find("acme")).hasValue(made);
    assertThat(tenants.find("beta")).isEmpty();
    assertThat(
            ask(
                "select string_agg(table_name, ',' order by table_name) from"
                    + " information_schema.tables where table_schema = 'tenantcrypt'"))
        .isEqualTo("audit,instance,job,key,registry,tenant,usage");
    assertThat(runtime().dataKeys().sealing(ACME).version()).isEqualTo(1);
  }

  @Test
  void create_withOtherArguments_isTc014() {
    Tenants tenants = new Tenants(runtime());
    tenants.create("acme", "gold", Map.of("byok", "one"));
    tenants.create("acme", "gold", Map.of("byok", "one"));
    assertCode(
        ErrorCode.TC014, () -> tenants.create("acme", "gold", Map.of("byok", "two")), "acme");
    assertCode(ErrorCode.TC014, () -> tenants.create("acme"), "gold");
  }

  @Test
  void create_byManyAtOnceInTwoRuntimes_makesOneTenant() throws Exception {
    List<Tenants> callers = List.of(new Tenants(runtime()), new Tenants(runtime()));
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<TenantSummary>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Tenants caller = callers.get(i % 2);
        results.add(
            pool.submit(
                () -> {
                  start.await();
                  return caller.create("acme");
                }));
      }
      start.countDown();
      for (Future<TenantSummary> result : results) {
        assertThat(result.get()).isEqualTo(results.get(0).get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(ask("select count(*) from tenantcrypt.\"key\" where tenant = 'acme'"))
        .isEqualTo("1");
    assertThat(ask("select count(*) from tenantcrypt.tenant")).isEqualTo("2");
  }

  @Test
  void create_underAKekThatIgnoresTheContext_storesNothing() throws SQLException {
    Tenants tenants = new Tenants(runtime());
    tenants.create("acme");
    kms.ignoresContext = true;
    assertCode(ErrorCode.TC035, () -> tenants.create("beta"), "beta", "fake://kek");
    assertThat(ask("select count(*) from tenantcrypt.tenant where tenant = 'beta'")).isEqualTo("0");
  }

  @Test
  void list_inPages_isSortedAndLeavesThePlatformOut() {
    KeyRuntime runtime = runtime();
    Tenants tenants = new Tenants(runtime);
    List.of("beta", "acme", "Zeta", "10").forEach(tenants::create);
    assertThat(tenants.list())
        .extracting(TenantSummary::id)
        .containsExactly("10", "Zeta", "acme", "beta");
    assertThat(runtime.table().list(Optional.of(TenantId.of("10")), 2))
        .extracting(TenantRing::tenant)
        .containsExactly(TenantId.of("Zeta"), ACME);
  }

  @Test
  void suspend_andResume_holdAtOnceHere() {
    KeyRuntime runtime = runtime();
    Tenants tenants = new Tenants(runtime);
    tenants.create("acme");
    runtime.dataKeys().sealing(ACME).release();
    assertThat(tenants.suspend("acme").state()).isEqualTo(TenantState.SUSPENDED);
    assertCode(ErrorCode.TC013, () -> runtime.dataKeys().sealing(ACME), "acme");
    assertThat(tenants.resume("acme").state()).isEqualTo(TenantState.ACTIVE);
    assertThat(tenants.resume("acme").state()).isEqualTo(TenantState.ACTIVE);
    assertThat(runtime.dataKeys().sealing(ACME).version()).isEqualTo(1);
    assertCode(ErrorCode.TC012, () -> tenants.suspend("nobody"), "nobody");
  }

  @Test
  void firstWrite_madeByTwoRuntimes_givesBothTheSameKey() {
    new Tenants(runtime()).create("other");
    KeyRuntime one = runtime(kms, "fake://kek", KeyPolicy.Provision.FIRST_WRITE);
    KeyRuntime two = runtime(kms, "fake://kek", KeyPolicy.Provision.FIRST_WRITE);
    assertCode(ErrorCode.TC012, () -> two.dataKeys().opening(ACME, 1));
    DataKey first = one.dataKeys().sealing(ACME);
    DataKey second = two.dataKeys().sealing(ACME);
    byte[] cell = first.column("a.b", "text").seal(new byte[] {5}, 1);
    assertThat(opened(second.column("a.b", "text"), cell)).startsWith(5);
  }

  @Test
  void platform_hasADataKeyOfItsOwn() {
    KeyRuntime runtime = runtime();
    new Tenants(runtime).create("acme");
    assertThat(runtime.dataKeys().sealing(TenantId.PLATFORM).version()).isEqualTo(1);
  }

  @Test
  void memoryKek_makesItsTablesByItself_andIsRefusedBesideAnother() throws SQLException {
    KmsProviders memory = memory(true);
    KeyRuntime runtime = runtime(memory, "memory://store", KeyPolicy.Provision.FIRST_WRITE);
    assertThat(runtime.dataKeys().sealing(ACME).version()).isEqualTo(1);
    sql("drop schema tenantcrypt cascade");
    new Tenants(runtime()).create("acme");
    KeyRuntime beside = runtime(memory, "memory://store", KeyPolicy.Provision.FIRST_WRITE);
    assertCode(ErrorCode.TC041, () -> beside.dataKeys().sealing(ACME), "memory://store");
    sql("delete from tenantcrypt.\"key\" where tenant = '$platform'");
    sql("delete from tenantcrypt.tenant where tenant = '$platform'");
    assertCode(ErrorCode.TC041, () -> beside.dataKeys().sealing(ACME), "not a KMS");
  }

  private static KmsProviders memory(boolean embedded) {
    return new KmsProviders(
        List.of(new MemoryKmsProvider()),
        new KmsSettings(Duration.ofSeconds(1), embedded, name -> Optional.empty()));
  }

  @Test
  void memoryKek_onADatabaseThatIsNotEmbedded_isRefused() {
    KeyRuntime runtime = runtime(memory(false), "memory://store", KeyPolicy.Provision.FIRST_WRITE);
    assertCode(ErrorCode.TC040, () -> runtime.dataKeys().sealing(ACME), "memory://");
  }

  @Test
  void registryKek_thatIsNotThePolicys_isTc041() {
    new Tenants(runtime()).create("acme");
    KeyRuntime other = runtime(kms, "fake://another", KeyPolicy.Provision.EXPLICIT);
    assertCode(ErrorCode.TC041, () -> other.dataKeys().sealing(ACME), "fake://another");
  }

  @Test
  void platformsKeys_moveToTheKekThatTheNextPolicyNames() {
    FakeKek leaving = new FakeKek("fake://old");
    FakeKek coming = new FakeKek("fake://new");
    KekSource each = uri -> uri.equals(leaving.uri()) ? leaving : coming;
    KeyRuntime old = runtime(each, "fake://old", KeyPolicy.Provision.EXPLICIT);
    Tenants before = new Tenants(old);
    before.create("acme");
    byte[] cell = old.dataKeys().sealing(ACME).column("a.b", "text").seal(new byte[] {5}, 1);
    byte[] shared =
        old.dataKeys().sealing(TenantId.PLATFORM).column("c.d", "text").seal(new byte[] {6}, 1);
    assertThat(before.copyUnder("$platform", "fake://new").id()).isEqualTo("$platform");

    KeyRuntime next = runtime(each, "fake://new", KeyPolicy.Provision.EXPLICIT);
    Tenants after = new Tenants(next);
    assertCode(ErrorCode.TC040, () -> after.move("$platform", "gold", Map.of("byok", "x")), "tier");
    assertThat(after.move("$platform", "", Map.of()).kek()).isEqualTo("fake://new");
    assertThat(after.rewrap("$platform").kek()).isEqualTo("fake://new");
    assertThat(after.move("acme", "", Map.of()).kek()).isEqualTo("fake://new");
    leaving.unwraps.set(0);

    DataKeys keys = runtime(each, "fake://new", KeyPolicy.Provision.EXPLICIT).dataKeys();
    assertThat(opened(keys.opening(ACME, 1).column("a.b", "text"), cell)).startsWith(5);
    assertThat(opened(keys.opening(TenantId.PLATFORM, 1).column("c.d", "text"), shared))
        .startsWith(6);
    assertThat(leaving.unwraps).as("the old KEK may go").hasValue(0);
    KeyRuntime late = runtime(each, "fake://old", KeyPolicy.Provision.EXPLICIT);
    assertCode(ErrorCode.TC041, () -> late.dataKeys().sealing(ACME), "fake://old", "$platform");
  }

  @Test
  void newerSchema_isRefused() throws SQLException {
    new Tenants(runtime()).create("acme");
    sql("update tenantcrypt.registry set revision = 2 where item = 'schema'");
    KeyRuntime old = runtime();
    assertCode(ErrorCode.TC041, () -> old.dataKeys().sealing(ACME), "version 2", "newer driver");
  }

  @Test
  void deniedRole_isToldWhatToGrant() throws SQLException {
    new Tenants(runtime()).create("acme");
    sql("drop role if exists app", "create role app login");
    KeyRuntime denied =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                new KeyPolicy(
                    Optional.of("fake://kek"),
                    Map.of(),
                    List.of(),
                    KeyPolicy.Cache.DEFAULT,
                    KeyPolicy.Rotation.NONE,
                    KeyPolicy.Envelope.TABLE,
                    KeyPolicy.Provision.EXPLICIT),
                "deployment",
                Optional.empty(),
                () -> server.getDatabase("app", "postgres").getConnection(),
                "tenantcrypt",
                Duration.ofSeconds(20),
                kms,
                call -> {},
                CLOCK,
                new RuntimeFacts("test", "1", 1, () -> "0123456789abcdef")));
    runtimes.add(denied);
    assertCode(ErrorCode.TC041, () -> denied.dataKeys().sealing(ACME), "Grant", "42501");
  }

  @Test
  void databaseThatIsDown_isTc030WithoutItsText() {
    KeyRuntime down =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                new KeyPolicy(
                    Optional.of("fake://kek"),
                    Map.of(),
                    List.of(),
                    KeyPolicy.Cache.DEFAULT,
                    KeyPolicy.Rotation.NONE,
                    KeyPolicy.Envelope.TABLE,
                    KeyPolicy.Provision.EXPLICIT),
                "deployment",
                Optional.empty(),
                () -> {
                  throw new SQLException("secret of the database", "08001");
                },
                "tenantcrypt",
                Duration.ofSeconds(20),
                kms,
                call -> {},
                CLOCK,
                new RuntimeFacts("test", "1", 1, () -> "0123456789abcdef")));
    runtimes.add(down);
    assertThatThrownBy(() -> down.dataKeys().sealing(ACME))
        .hasMessageContaining("08001")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  /** A tenant with a destroyed, a retired and an active key, beside another one. */
  private void threeVersions() {
    KeyRuntime runtime = runtime();
    Tenants tenants = new Tenants(runtime);
    tenants.create("acme");
    tenants.create("beta");
    KeyMaking making = new KeyMaking("deployment", CLOCK);
    for (int version = 2; version <= 3; version++) {
      TenantRing ring = runtime.table().read(ACME).orElseThrow();
      List<KeyRow> keys = new ArrayList<>();
      for (KeyRow key : ring.keys()) {
        keys.add(
            key.state() == KeyState.ACTIVE
                ? key.become(KeyState.RETIRED, CLOCK.instant())
                : key.become(KeyState.DESTROYED, CLOCK.instant()));
      }
      try (KeyMaking.Made made = making.make(kms, ACME, KeyPurpose.DEK, version)) {
        keys.add(made.row());
      }
      assertThat(runtime.table().replace(ring, ring.with(keys))).isTrue();
    }
  }

  @Test
  void versions_inAllStates_answerAsTheyShould() throws SQLException {
    threeVersions();
    KeyRuntime runtime = runtime();
    assertThat(runtime.dataKeys().sealing(ACME).version()).isEqualTo(3);
    assertThat(runtime.dataKeys().opening(ACME, 2).version()).isEqualTo(2);
    assertCode(ErrorCode.TC034, () -> runtime.dataKeys().opening(ACME, 1), "acme", "1");
    assertCode(ErrorCode.TC020, () -> runtime.dataKeys().opening(ACME, 4), "acme", "4");
    assertThat(ask("select length(wrapped) from tenantcrypt.\"key\" where state = 'DESTROYED'"))
        .isEqualTo("0");
  }

  @Test
  void replace_thatRemovesAVersionOrGoesBack_isRefused() {
    threeVersions();
    KeyRuntime runtime = runtime();
    TenantRing ring = runtime.table().read(ACME).orElseThrow();
    assertThatThrownBy(() -> runtime.table().replace(ring, ring.with(ring.keys().subList(0, 2))))
        .isInstanceOf(IllegalArgumentException.class);
    List<KeyRow> back = new ArrayList<>(ring.keys());
    back.set(1, back.get(1).become(KeyState.ACTIVE, CLOCK.instant()));
    assertThatThrownBy(() -> runtime.table().replace(ring, ring.with(back)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void replace_ofATenantThatChangedMeanwhile_changesNothing() {
    threeVersions();
    KeyRuntime runtime = runtime();
    TenantRing ring = runtime.table().read(ACME).orElseThrow();
    assertThat(runtime.table().replace(ring, ring.with(TenantState.SUSPENDED))).isTrue();
    assertThat(runtime.table().replace(ring, ring.with(TenantState.ACTIVE))).isFalse();
    assertThat(runtime.table().read(ACME).orElseThrow().state()).isEqualTo(TenantState.SUSPENDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update tenantcrypt.tenant set state = 'SUSPENDED' where tenant = 'acme'",
        "update tenantcrypt.tenant set kek = 'fake://evil' where tenant = 'acme'",
        "update tenantcrypt.tenant set tier = 'gold' where tenant = 'acme'",
        "update tenantcrypt.tenant set attributes = E'a=b\\n' where tenant = 'acme'",
        "update tenantcrypt.tenant set epoch = epoch + 1 where tenant = 'acme'",
        "update tenantcrypt.tenant set state = 'FREE' where tenant = 'acme'",
        "update tenantcrypt.tenant set seal = '' where tenant = 'acme'",
        "update tenantcrypt.\"key\" set state = 'ACTIVE' where tenant = 'acme' and version = 2",
        "update tenantcrypt.\"key\" set state = 'RETIRED' where tenant = 'acme' and version = 1",
        "update tenantcrypt.\"key\" set kek = 'fake://evil' where tenant = 'acme' and version = 3",
        "update tenantcrypt.\"key\" set kms_key_id = 'x' where tenant = 'acme' and version = 3",
        "update tenantcrypt.\"key\" set wrapped = '\\x0001' where tenant = 'acme' and version = 3",
        "update tenantcrypt.\"key\" set more_copies = '\\x00' where tenant = 'acme' and version ="
            + " 3",
        "update tenantcrypt.\"key\" set key_check = '\\x01' where tenant = 'acme' and version = 3",
        "update tenantcrypt.\"key\" set activated_at = now() where tenant = 'acme' and version = 3",
        "update tenantcrypt.\"key\" set purpose = 'equality' where tenant = 'acme' and version = 1",
        "delete from tenantcrypt.\"key\" where tenant = 'acme' and version = 1",
        "delete from tenantcrypt.\"key\" where tenant = 'acme' and version = 3",
        "delete from tenantcrypt.\"key\" where tenant = 'acme'",
        "update tenantcrypt.\"key\" set version = 5 - version where tenant = 'acme' and version >"
            + " 1",
        "insert into tenantcrypt.\"key\" select 'acme', purpose, 4, repeat('a', 32), state, kek,"
            + " kms_key_id, wrapped, more_copies, key_check, created_at, activated_at, retired_at,"
            + " destroyed_at, seal from tenantcrypt.\"key\" where tenant = 'beta'",
        "update tenantcrypt.\"key\" a set id = repeat('b', 32), wrapped = b.wrapped, key_check ="
            + " b.key_check, seal = b.seal from tenantcrypt.\"key\" b where a.tenant = 'acme' and"
            + " a.version = 3 and b.tenant = 'beta'"
      })
  void hostileChange_ofATenantsRows_isTc036NamingIt(String change) throws SQLException {
    threeVersions();
    // PostgreSQL checks a primary key row by row: the swap of versions goes in one deferred step.
    sql(
        "alter table tenantcrypt.\"key\" drop constraint key_pkey",
        "begin; " + change + "; commit");
    KeyRuntime runtime = runtime();
    assertCode(ErrorCode.TC036, () -> runtime.dataKeys().sealing(ACME), "acme");
    assertCode(ErrorCode.TC036, () -> runtime.dataKeys().opening(ACME, 2), "acme");
    assertThat(runtime.dataKeys().sealing(TenantId.of("beta")).version()).isEqualTo(1);
  }

  @Test
  void hostileSwap_ofTwoTenants_isTc036ForBoth() throws SQLException {
    threeVersions();
    sql(
        "alter table tenantcrypt.\"key\" drop constraint key_tenant_fkey",
        "update tenantcrypt.tenant set tenant = 'swap' where tenant = 'acme'",
        "update tenantcrypt.tenant set tenant = 'acme' where tenant = 'beta'",
        "update tenantcrypt.tenant set tenant = 'beta' where tenant = 'swap'",
        "update tenantcrypt.\"key\" set tenant = 'swap' where tenant = 'acme'",
        "update tenantcrypt.\"key\" set tenant = 'acme' where tenant = 'beta'",
        "update tenantcrypt.\"key\" set tenant = 'beta' where tenant = 'swap'");
    KeyRuntime runtime = runtime();
    assertCode(ErrorCode.TC036, () -> runtime.dataKeys().sealing(ACME), "acme");
    assertCode(ErrorCode.TC036, () -> runtime.dataKeys().sealing(TenantId.of("beta")), "beta");
  }

  @Test
  void hostileReplay_ofAnOlderKeyRow_isTc036() throws SQLException {
    KeyRuntime runtime = runtime();
    new Tenants(runtime).create("acme");
    sql(
        "drop table if exists public.stolen",
        "create table public.stolen as select * from tenantcrypt.\"key\"");
    TenantRing ring = runtime.table().read(ACME).orElseThrow();
    KeyRow destroyed = ring.keys().get(0).become(KeyState.DESTROYED, CLOCK.instant());
    assertThat(runtime.table().replace(ring, ring.with(List.of(destroyed)))).isTrue();
    sql(
        "delete from tenantcrypt.\"key\" where tenant = 'acme'",
        "insert into tenantcrypt.\"key\" select * from public.stolen where tenant = 'acme'");
    KeyRuntime next = runtime();
    assertCode(ErrorCode.TC036, () -> next.dataKeys().opening(ACME, 1), "acme");
  }

  @Test
  void hostileReplay_ofAWholeTenant_isTc036WhereTheNewerWasSeen() throws SQLException {
    KeyRuntime runtime = runtime();
    Tenants tenants = new Tenants(runtime);
    tenants.create("acme");
    TenantRing old = runtime.table().read(ACME).orElseThrow();
    sql(
        "drop table if exists public.stolen",
        "create table public.stolen as select * from tenantcrypt.tenant");
    assertThat(runtime.table().replace(old, old.with(TenantState.ACTIVE))).isTrue();
    KeyRuntime running = runtime();
    running.dataKeys().sealing(ACME).release();
    sql(
        "update tenantcrypt.tenant t set epoch = s.epoch, seal = s.seal from public.stolen s where"
            + " t.tenant = s.tenant");
    assertCode(ErrorCode.TC036, () -> running.dataKeys().opening(ACME, 2), "acme", "set back");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update tenantcrypt.\"key\" set state = 'RETIRED' where purpose = 'registry'",
        "update tenantcrypt.\"key\" set seal = '' where tenant = '$platform'",
        "update tenantcrypt.tenant set seal = '' where tenant = '$platform'",
        "delete from tenantcrypt.\"key\" where tenant = '$platform' and purpose = 'dek'"
      })
  void hostileChange_ofThePlatformsRows_isTc036(String change) throws SQLException {
    new Tenants(runtime()).create("acme");
    sql(change);
    KeyRuntime runtime = runtime();
    assertCode(ErrorCode.TC036, () -> runtime.dataKeys().sealing(ACME));
  }

  /** A database that could bring its own KEK would know the key that seals all rows. */
  @Test
  void hostileCopy_ofTheRegistryKey_isNeverAskedFor() throws SQLException {
    FakeKek theirs = new FakeKek("fake://theirs");
    KekSource both = uri -> uri.toString().equals("fake://theirs") ? theirs : kms;
    new Tenants(runtime(both, "fake://kek", KeyPolicy.Provision.EXPLICIT)).create("acme");
    String genuine =
        ask("select encode(wrapped, 'hex') from tenantcrypt.\"key\" where purpose = 'registry'");
    byte[] further =
        WrappedCopies.format(
            List.of(new WrappedKey(kms.uri(), "", HexFormat.of().parseHex(genuine))));
    sql(
        "update tenantcrypt.\"key\" set kek = 'fake://theirs', more_copies = '\\x"
            + HexFormat.of().formatHex(further)
            + "' where purpose = 'registry'");
    KeyRuntime runtime = runtime(both, "fake://kek", KeyPolicy.Provision.EXPLICIT);
    assertCode(ErrorCode.TC036, () -> runtime.dataKeys().sealing(ACME));
    assertThat(theirs.unwraps).hasValue(0);
  }

  @Test
  void hostileReplacement_ofTheRegistryKey_isRefusedByTheKms() throws SQLException {
    new Tenants(runtime()).create("acme");
    sql(
        "update tenantcrypt.\"key\" r set wrapped = k.wrapped from tenantcrypt.\"key\" k where"
            + " r.purpose = 'registry' and k.tenant = 'acme'");
    KeyRuntime runtime = runtime();
    assertCode(ErrorCode.TC035, () -> runtime.dataKeys().sealing(ACME));
  }
}
