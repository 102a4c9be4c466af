package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.admin.KeyStore;
import io.tenantcrypt.admin.KeyStoreFinding;
import io.tenantcrypt.admin.KeyStoreImport;
import io.tenantcrypt.admin.KeyStoreMigration;
import io.tenantcrypt.admin.KeyStoreReport;
import io.tenantcrypt.admin.Tenants;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyMaking;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.RingMerge.Outcome;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.keys.store.KeyRuntimeConfig;
import io.tenantcrypt.keys.store.RegisteredColumn;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key tables exported, wrecked, imported and verified, in each database. */
class KeyStoreToolsIT {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-26T04:05:06.789Z"));
  private static final TenantId ACME = TenantId.of("acme");
  private static final Duration RING = Duration.ofMillis(200);
  private static final String DEPLOYMENT = "deployment";

  private static final RegisteredColumn SSN =
      new RegisteredColumn(
          "clinic.patient",
          "ssn",
          "clinic.patient.\"ssn\" ÅÄÖ \\ \t",
          "text",
          "randomized",
          "binary",
          RegisteredColumn.ENCRYPTED);

  private final List<KeyRuntime> runtimes = new ArrayList<>();
  private final KmsProviders kms =
      new KmsProviders(
          List.of(new MemoryKmsProvider()),
          new KmsSettings(Duration.ofSeconds(5), true, name -> Optional.empty()));

  /** A database, with the key tables in a schema of this test's own. */
  enum Store {
    POSTGRESQL("drop schema if exists tools cascade"),
    MARIADB("drop database if exists tools"),
    H2("drop schema if exists tools cascade");

    private final String drop;

    Store(String drop) {
      this.drop = drop;
    }

    Connection open() throws SQLException {
      return DriverManager.getConnection(url());
    }

    private String url() {
      return switch (this) {
        case POSTGRESQL -> World.shared().rawUrl();
        case MARIADB -> MariaDbWorld.shared().server().url("mariadb", "twin");
        case H2 -> "jdbc:h2:mem:keytools;DB_CLOSE_DELAY=-1";
      };
    }

    void run(String... statements) throws SQLException {
      try (Connection connection = open();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(this == POSTGRESQL ? sql.replace('`', '"') : sql);
        }
      }
    }

    void empty() throws SQLException {
      run(drop);
    }
  }

  @AfterEach
  void close() {
    runtimes.forEach(KeyRuntime::close);
    kms.close();
  }

  private KeyRuntime runtime(Store store) {
    return runtime(store, DEPLOYMENT);
  }

  private KeyRuntime runtime(Store store, String deployment) {
    KeyRuntime runtime =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                new KeyPolicy(
                    Optional.of("memory://tools"),
                    Map.of(),
                    List.of("memory://*"),
                    new KeyPolicy.Cache(100, Duration.ofMinutes(5), Duration.ZERO, RING),
                    KeyPolicy.Rotation.NONE,
                    KeyPolicy.Envelope.TABLE,
                    KeyPolicy.Provision.EXPLICIT),
                deployment,
                Optional.empty(),
                store::open,
                "tools",
                Duration.ofSeconds(20),
                kms,
                call -> {},
                CLOCK));
    runtimes.add(runtime);
    return runtime;
  }

  /** Two tenants, one with a second copy of its key, and a protected column on record. */
  private KeyRuntime filled(Store store) throws SQLException {
    store.empty();
    KeyRuntime runtime = runtime(store);
    Tenants tenants = new Tenants(runtime);
    tenants.create("acme");
    tenants.create("globex");
    tenants.copyUnder("globex", "memory://second");
    runtime.registry().register(List.of(SSN), 3);
    return runtime;
  }

  private static String export(KeyRuntime runtime) throws Exception {
    StringWriter out = new StringWriter();
    new KeyStore(runtime).export(out);
    return out.toString();
  }

  private static KeyStoreImport imported(KeyRuntime runtime, String export) throws Exception {
    return new KeyStore(runtime).importFrom(new StringReader(export), false);
  }

  private static Outcome outcome(KeyStoreImport done, String tenant) {
    return done.tenants().stream()
        .filter(t -> t.id().equals(tenant))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  /** What a rotation leaves: version 2 seals, version 1 opens. */
  private void rotate(KeyRuntime runtime) {
    TenantRing ring = runtime.table().read(ACME).orElseThrow();
    try (KeyMaking.Made made =
        new KeyMaking(DEPLOYMENT, CLOCK)
            .make(kms.open(KekUri.parse("memory://tools")), ACME, KeyPurpose.DEK, 2)) {
      List<KeyRow> keys = new ArrayList<>(ring.keys());
      keys.set(0, keys.get(0).become(KeyState.RETIRED, CLOCK.instant()));
      keys.add(made.row());
      assertThat(runtime.table().replace(ring, ring.with(keys))).isTrue();
    }
    runtime.dataKeys().evict(ACME);
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContainingAll(words);
            });
  }

  /** Tries until the call gives what it should, or fails as it last did. */
  private static void eventually(ThrowingCallable call) throws Throwable {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        call.call();
        return;
      } catch (AssertionError | TenantCryptException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void wreckedTables_areAsBeforeAfterAnImport(Store store) throws Exception {
    String before = export(filled(store));
    assertThat(before.lines()).hasSize(11);
    store.empty();

    KeyRuntime again = runtime(store);
    KeyStoreImport told = new KeyStore(again).importFrom(new StringReader(before), true);
    assertThat(told.count(Outcome.ADDED)).isEqualTo(3);
    assertThat(new KeyStore(again).version()).isZero();
    KeyStoreImport done = imported(again, before);
    assertThat(done.ok()).isTrue();
    assertThat(done.count(Outcome.ADDED)).isEqualTo(3);
    assertThat(done.columns()).isEqualTo(1);
    assertThat(again.registry().columns()).containsExactly(SSN);
    assertThat(again.registry().check(List.of(SSN), 2).mayWrite()).isFalse();
    assertThat(again.dataKeys().opening(ACME, 1).version()).isEqualTo(1);
    assertThat(new KeyStore(again).verify(true, 0))
        .isEqualTo(new KeyStoreReport(3, 4, 1, 5, List.of()));
    assertThat(export(again)).isEqualTo(before);
    assertThat(imported(again, before).count(Outcome.UNCHANGED)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void tenantThatWasLost_isAdded_andAllElseStays(Store store) throws Exception {
    String export = export(filled(store));
    Tenants tenants = new Tenants(runtime(store));
    tenants.create("initech");
    tenants.suspend("globex");
    store.run(
        "delete from tools.`key` where tenant = 'acme'",
        "delete from tools.tenant where tenant = 'acme'");

    KeyStoreImport done = imported(runtime(store), export);
    assertThat(outcome(done, "acme")).isEqualTo(Outcome.ADDED);
    assertThat(outcome(done, "globex")).isEqualTo(Outcome.KEPT);
    assertThat(tenants.find("globex").orElseThrow().state().name()).isEqualTo("SUSPENDED");
    assertThat(tenants.find("initech")).isPresent();
    assertThat(new KeyStore(runtime(store)).verify(true, 0).ok()).isTrue();
  }

  /** The runbook of a key store that was restored to before a rotation, instances running on. */
  @ParameterizedTest
  @EnumSource
  void keyStoreRestoredToBeforeARotation_isBroughtForward_andRunningInstancesGoOn(Store store)
      throws Throwable {
    KeyRuntime running = filled(store);
    String old = export(running);
    rotate(running);
    String afterRotation = export(running);
    assertThat(running.dataKeys().sealing(ACME).version()).isEqualTo(2);
    store.empty();
    imported(runtime(store), old);

    eventually(
        () ->
            assertCode(ErrorCode.TC036, () -> running.dataKeys().opening(ACME, 2), "set back"));
    KeyRuntime fresh = runtime(store);
    assertCode(ErrorCode.TC020, () -> fresh.dataKeys().opening(ACME, 2), "older than the data");

    assertThat(outcome(imported(runtime(store), afterRotation), "acme"))
        .isEqualTo(Outcome.ADVANCED);
    eventually(() -> assertThat(fresh.dataKeys().opening(ACME, 2).version()).isEqualTo(2));
    eventually(() -> assertThat(running.dataKeys().sealing(ACME).version()).isEqualTo(2));
    assertThat(running.dataKeys().opening(ACME, 1).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void importOfAnOlderExport_takesNothingBack(Store store) throws Exception {
    KeyRuntime runtime = filled(store);
    String old = export(runtime);
    rotate(runtime);
    String between = export(runtime);
    TenantRing rotated = runtime.table().read(ACME).orElseThrow();
    List<KeyRow> keys = new ArrayList<>(rotated.keys());
    keys.set(0, keys.get(0).become(KeyState.DESTROYED, CLOCK.instant()));
    assertThat(runtime.table().replace(rotated, rotated.with(keys))).isTrue();
    String now = export(runtime);

    assertThat(outcome(imported(runtime, old), "acme")).isEqualTo(Outcome.KEPT);
    assertThat(outcome(imported(runtime, between), "acme")).isEqualTo(Outcome.KEPT);
    assertThat(export(runtime)).isEqualTo(now);
    assertCode(ErrorCode.TC034, () -> runtime(store).dataKeys().opening(ACME, 1));
  }

  @ParameterizedTest
  @EnumSource
  void versionThatIsMissing_inATableThatWentOn_opensAgainAndSealsNothing(Store store)
      throws Exception {
    KeyRuntime runtime = filled(store);
    String old = export(runtime);
    rotate(runtime);
    String rotated = export(runtime);
    store.empty();
    imported(runtime(store), old);
    Tenants tenants = new Tenants(runtime(store));
    tenants.suspend("acme");
    tenants.resume("acme");

    KeyStoreImport done = imported(runtime(store), rotated);
    assertThat(outcome(done, "acme")).isEqualTo(Outcome.COMPLETED);
    KeyRuntime fresh = runtime(store);
    assertThat(fresh.dataKeys().opening(ACME, 2).version()).isEqualTo(2);
    assertThat(fresh.dataKeys().sealing(ACME).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void exportThatWasTouched_isRefusedAsAWhole(Store store) throws Exception {
    KeyRuntime runtime = filled(store);
    List<String> lines = export(runtime).lines().toList();
    store.empty();
    KeyRuntime target = runtime(store);
    for (int i = 0; i < lines.size(); i++) {
      List<String> cut = lines.subList(0, i);
      List<String> without = new ArrayList<>(lines);
      without.remove(i);
      List<String> twice = new ArrayList<>(lines);
      twice.add(i, lines.get(i));
      List<String> changed = new ArrayList<>(lines);
      changed.set(i, lines.get(i).replaceFirst("[a-f1-8](?=[^\"]*\"[^\"]*$)", "0"));
      for (List<String> touched : List.of(cut, without, twice, changed)) {
        assertThat(touched).isNotEqualTo(lines);
        assertCode(ErrorCode.TC036, () -> imported(target, String.join("\n", touched)));
      }
    }
    assertThat(new KeyStore(target).version()).isZero();
  }

  /** Somebody who has no registry key can make the hash right, and no seal. */
  @ParameterizedTest
  @EnumSource
  void exportThatWasForged_isRefusedByItsSeals(Store store) throws Exception {
    KeyRuntime runtime = filled(store);
    String export = export(runtime);
    String suspended =
        export.replaceFirst("(\"tenant\":\"acme\".*?\"state\":\")ACTIVE", "$1SUSPENDED");
    assertThat(suspended).isNotEqualTo(export);
    assertCode(ErrorCode.TC036, () -> imported(runtime, hashed(suspended)), "seal");
    String fewer =
        export
            .lines()
            .filter(line -> !line.contains("\"globex\""))
            .collect(Collectors.joining("\n"));
    assertCode(ErrorCode.TC036, () -> imported(runtime, hashed(fewer)));
    assertThat(new KeyStore(runtime).verify(new StringReader(hashed(export)), true, 0).ok())
        .isTrue();
  }

  private static String hashed(String export) throws Exception {
    List<String> lines = new ArrayList<>(export.lines().toList());
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (String line : lines.subList(0, lines.size() - 1)) {
      hash.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Matcher trailer =
        Pattern.compile("\"sha256\":\"\\w+\"").matcher(lines.remove(lines.size() - 1));
    lines.add(
        trailer.replaceFirst("\"sha256\":\"" + HexFormat.of().formatHex(hash.digest()) + "\""));
    return String.join("\n", lines);
  }

  @ParameterizedTest
  @EnumSource
  void exportOfOtherKeyTables_isRefused(Store store) throws Exception {
    String export = export(filled(store));
    assertCode(
        ErrorCode.TC041,
        () -> imported(runtime(store, "another"), export),
        "of deployment deployment",
        "of deployment another");
    store.empty();
    KeyRuntime anew = runtime(store);
    new Tenants(anew).create("acme");
    assertCode(ErrorCode.TC041, () -> imported(anew, export), "another registry key");
    assertThat(new Tenants(anew).list()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void tenantThatIsBroken_isInConflict_andKeepsNobodyElseBack(Store store) throws Exception {
    KeyRuntime runtime = filled(store);
    String export = export(runtime);
    store.run(
        "update tools.tenant set state = 'SUSPENDED' where tenant = 'acme'",
        "delete from tools.`key` where tenant = 'globex'",
        "delete from tools.tenant where tenant = 'globex'");
    KeyStoreReport report = new KeyStore(runtime).verify(false, 0);
    assertThat(report.findings())
        .extracting(KeyStoreFinding::where, KeyStoreFinding::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("acme", ErrorCode.TC036));
    assertCode(ErrorCode.TC036, () -> export(runtime), "acme");

    KeyStoreImport done = imported(runtime, export);
    assertThat(done.ok()).isFalse();
    assertThat(outcome(done, "acme")).isEqualTo(Outcome.CONFLICT);
    assertThat(outcome(done, "globex")).isEqualTo(Outcome.ADDED);
    store.run(
        "delete from tools.`key` where tenant = 'acme'",
        "delete from tools.tenant where tenant = 'acme'");
    assertThat(imported(runtime, export).ok()).isTrue();
    assertThat(new KeyStore(runtime).verify(true, 0).ok()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void migrate_makesWhatIsMissing_saysUpToDate_andRefusesNewerTables(Store store)
      throws Exception {
    store.empty();
    KeyStore keyStore = new KeyStore(runtime(store));
    assertThat(keyStore.migrate()).isEqualTo(new KeyStoreMigration(0, 1));
    assertThat(keyStore.migrate().upToDate()).isTrue();
    assertThat(keyStore.probeKeks())
        .singleElement()
        .satisfies(probe -> assertThat(probe.code()).isEmpty());
    store.run("update tools.registry set revision = 2 where item = 'schema'");
    assertCode(ErrorCode.TC041, keyStore::migrate, "newer driver");
  }
}
