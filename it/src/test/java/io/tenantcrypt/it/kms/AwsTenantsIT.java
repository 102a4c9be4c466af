package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.audit.AuditEvent;
import io.tenantcrypt.it.AuditLog;
import io.tenantcrypt.it.Stopwatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tenants of one application whose keys lie in AWS KMS: all topologies at once, and what happens to
 * reading and writing when a KMS refuses, throttles or is silent.
 */
class AwsTenantsIT {

  private static final Duration TTL = Duration.ofSeconds(2);
  private static final String NO_ANSWER = "TC030";

  @SuppressWarnings("NullAway.Init")
  private static Moto moto;

  @SuppressWarnings("NullAway.Init")
  private static KeyedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private static String customersKey;

  @SuppressWarnings("NullAway.Init")
  private static String secondKey;

  @BeforeAll
  static void start() throws Exception {
    moto = Moto.shared();
    moto.proxy().none();
    customersKey = moto.key("tenants-customer");
    secondKey = moto.key("tenants-copy");
    String allowed =
        Stream.of(
                customersKey,
                secondKey,
                moto.key("tenants-shared"),
                moto.key("tenants-own-acme"),
                moto.key("tenants-own-beta"))
            .map(key -> "\"aws-kms://" + key + "\"")
            .collect(Collectors.joining(", "));
    String place = "?region=" + Moto.REGION + "&endpoint=" + moto.proxy().uri();
    database =
        KeyedDatabase.create(
            "aws_tenants",
            10,
            """
              kek: "aws-kms://alias/tenants-shared%1$s"
              tiers:
                own: "aws-kms://alias/tenants-own-{tenant}%1$s"
                byok: "aws-kms://{byok}?endpoint=%2$s"
              allowed: [%3$s]
              cache: { maxEntries: 100, ttl: 2s, staleIfUnavailable: 0s, ring: 500ms }
            """
                .formatted(place, moto.proxy().uri(), allowed),
            "&tenantcrypt.kmsTimeout=1s");
    database.tenants().create("shared1");
    database.tenants().create("shared2");
    database.tenants().create("acme", "own", Map.of());
    database.tenants().create("beta", "own", Map.of());
    database.tenants().create("customer", "byok", Map.of("byok", customersKey));
    for (String tenant : tenants()) {
      database.insert(tenant, 1, "number of " + tenant);
    }
  }

  private static List<String> tenants() {
    return List.of("shared1", "shared2", "acme", "beta", "customer");
  }

  @AfterAll
  static void stop() {
    if (database != null) {
      database.close();
    }
  }

  @BeforeEach
  void heal() throws Exception {
    moto.proxy().none();
    for (String tenant : tenants()) {
      eventually(() -> database.reading(tenant, 1), "ok");
    }
  }

  @AfterEach
  void none() {
    moto.proxy().none();
  }

  /** Asks until the answer is there; it may take a time to live and what the cache remembers. */
  private static Eventually.Waited eventually(Eventually.Asking asking, String wanted)
      throws Exception {
    return Eventually.answers(wanted, Duration.ofMillis(50), asking);
  }

  /** Answers all calls for one tenant with a fault. */
  private static void fault(String tenant, FaultProxy.Fault fault) {
    moto.proxy()
        .faults(
            each ->
                each.holds("\"tenant_id\":\"" + tenant + "\"")
                    ? Optional.of(fault)
                    : Optional.empty());
  }

  @Test
  void topologies_liveSideBySide_eachUnderItsOwnKey() throws Exception {
    for (String tenant : tenants()) {
      assertThat(database.read(tenant, 1)).isEqualTo("number of " + tenant);
    }
    TenantSummary customer = database.tenants().find("customer").orElseThrow();
    assertThat(customer.kek()).startsWith("aws-kms://" + customersKey);
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select tenant, kms_key_id from tenantcrypt.key where purpose = 'dek'")) {
      List<String> keys = new ArrayList<>();
      while (rows.next()) {
        keys.add(rows.getString(1) + " " + rows.getString(2));
      }
      assertThat(keys).contains("customer " + customersKey);
      assertThat(keys).hasSize(tenants().size() + 1);
      assertThat(keys.stream().map(key -> key.split(" ", -1)[1]).distinct()).hasSize(4);
    }
  }

  @Test
  void kekThatThePolicyDoesNotAllow_isRefusedBeforeAnythingIsStored() throws Exception {
    String elsewhere = moto.key("elsewhere");
    assertThatThrownBy(
            () -> database.tenants().create("mallory", "byok", Map.of("byok", elsewhere)))
        .hasMessageContaining("mallory");
    assertThat(database.tenants().find("mallory")).isEmpty();
  }

  @Test
  void everyCall_isRecorded_withKekTenantContextOutcomeAndLatency() throws Exception {
    AuditLog.clear();
    fault("acme", FaultProxy.aws(400, "AccessDeniedException"));
    eventually(() -> database.reading("acme", 1), "TC033");
    assertThat(AuditLog.of(AuditEvent.Type.KMS_CALL))
        .filteredOn(event -> event.code().isPresent())
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.tenant()).contains("acme");
              assertThat(event.code()).contains("TC033");
              AuditEvent.KmsUse call = event.kms().orElseThrow();
              assertThat(call.operation()).isEqualTo("unwrap");
              assertThat(call.kek()).startsWith("aws-kms://alias/tenants-own-acme");
              assertThat(call.context())
                  .containsEntry("tenant_id", "acme")
                  .containsEntry("tenantcrypt:deployment", "5e1f0c2d7a4b49c8b3d6e0f1a2b3c4d5")
                  .containsEntry("tenantcrypt:purpose", "dek")
                  .containsKey("tenantcrypt:key");
              assertThat(call.latency()).isPositive();
            });
    assertThatThrownBy(() -> database.read("acme", 1))
        .hasMessageContaining("(call " + lastCall() + ")");
  }

  private static String lastCall() {
    List<AuditEvent> events =
        AuditLog.of(AuditEvent.Type.KMS_CALL).stream()
            .filter(event -> event.code().isPresent())
            .toList();
    return events.get(events.size() - 1).kms().orElseThrow().call();
  }

  @ParameterizedTest
  @CsvSource({
    "400, DisabledException, TC032",
    "400, KMSInvalidStateException, TC032",
    "400, AccessDeniedException, TC033",
    "400, NotFoundException, TC034",
  })
  void revocation_endsReadingAndWritingWithinOneTimeToLive_ofThatTenantOnly(
      int status, String answer, String code) throws Exception {
    fault("customer", FaultProxy.aws(status, answer));
    Eventually.Waited revoked = eventually(() -> database.reading("customer", 1), code);
    assertThat(revoked.other()).isLessThan(TTL);
    assertThat(revoked.elapsed()).isLessThan(TTL.plus(Duration.ofMillis(500)));
    assertThat(database.writing("customer", 1)).isEqualTo(code);
    for (String other : List.of("shared1", "shared2", "acme", "beta")) {
      assertThat(database.reading(other, 1)).isEqualTo("ok");
      assertThat(database.writing(other, 1)).isEqualTo("ok");
    }
    moto.proxy().none();
    eventually(() -> database.reading("customer", 1), "ok");
    assertThat(database.writing("customer", 1)).isEqualTo("ok");
    database.update("customer", 1, "number of customer");
    restore();
  }

  private static void restore() throws Exception {
    for (String tenant : tenants()) {
      database.update(tenant, 1, "number of " + tenant);
    }
  }

  @Test
  void revokedTenant_doesNotHammerTheKms() throws Exception {
    fault("customer", FaultProxy.aws(400, "AccessDeniedException"));
    eventually(() -> database.reading("customer", 1), "TC033");
    int before = moto.proxy().asked().size();
    long begun = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      assertThat(database.reading("customer", 1)).isEqualTo("TC033");
    }
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 1;
    List<FaultProxy.Asked> asked = moto.proxy().asked();
    assertThat(
            asked.subList(before, asked.size()).stream()
                .filter(each -> each.holds("\"tenant_id\":\"customer\"")))
        .as("a sixth of a second is remembered where the time to live is two")
        .hasSizeLessThanOrEqualTo((int) (7 * seconds));
  }

  @Test
  void silentKms_ofOneTenant_isTc030_andTakesAFewConnectionsOfThePoolOnly() throws Exception {
    fault("acme", moto.proxy().hang());
    Thread.sleep(TTL.toMillis());
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<String>> silent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        silent.add(threads.submit(() -> database.reading("acme", 1)));
      }
      Thread.sleep(300);
      try (Stopwatch others = Stopwatch.start()) {
        for (int i = 0; i < 50; i++) {
          assertThat(database.reading("beta", 1)).isEqualTo("ok");
        }
        assertThat(others.elapsed()).isLessThan(Duration.ofMillis(700));
      }
      for (Future<String> each : silent) {
        assertThat(each.get()).isIn(NO_ANSWER, "TC031");
      }
    } finally {
      threads.shutdownNow();
    }
    moto.proxy().none();
    eventually(() -> database.reading("acme", 1), "ok");
  }

  @Test
  void throttledKms_isTriedAgain_andThenTc031() throws Exception {
    fault("beta", FaultProxy.aws(400, "ThrottlingException"));
    eventually(() -> database.reading("beta", 1), "TC031");
    moto.proxy().none();
    eventually(() -> database.reading("beta", 1), "ok");
  }

  @Test
  void secondRegion_opensWhileTheFirstIsOut_andNotWhereItRefuses() throws Exception {
    String other = "aws-kms://alias/tenants-copy?region=" + Moto.REGION + "&endpoint=";
    database.tenants().create("twice");
    database.tenants().copyUnder("twice", other + moto.proxy().uri());
    database.tenants().copyUnder("twice", other + moto.proxy().uri());
    database.insert("twice", 1, "wrapped twice");
    firstOf("twice", secondKey, FaultProxy.aws(500, "KMSInternalException"));
    Thread.sleep(TTL.toMillis());
    eventually(() -> database.reading("twice", 1), "ok");
    assertThat(database.writing("twice", 1)).isEqualTo("ok");
    assertThat(moto.proxy().asked("Decrypt")).anySatisfy(each -> each.holds(secondKey));
    firstOf("twice", secondKey, FaultProxy.aws(400, "AccessDeniedException"));
    eventually(() -> database.reading("twice", 1), "TC033");
  }

  /** Answers all calls for one tenant with a fault, but for those under a certain key. */
  private static void firstOf(String tenant, String but, FaultProxy.Fault fault) {
    moto.proxy()
        .faults(
            each ->
                each.holds("\"tenant_id\":\"" + tenant + "\"") && !each.holds(but)
                    ? Optional.of(fault)
                    : Optional.empty());
  }

  /** Starting needs no KMS; what needs no key works without one. */
  @Test
  void startWithoutAKms_works_andStatementsThatNeedAKeyAreTc030UntilItIsThere() throws Exception {
    String place = "?region=" + Moto.REGION + "&endpoint=" + moto.proxy().uri();
    String keys =
        "  kek: \"aws-kms://alias/tenants-shared%s\"\n  cache: { ttl: 2s, ring: 500ms }"
            .formatted(place);
    moto.proxy().all(FaultProxy.aws(503, "ServiceUnavailable"));
    try (KeyedDatabase late =
        KeyedDatabase.create("aws_late", 3, keys, "&tenantcrypt.kmsTimeout=1s")) {
      assertThatThrownBy(() -> late.tenants().create("late")).hasMessageContaining("AWS KMS");
      moto.proxy().none();
      eventually(() -> created(late), "ok");
      late.insert("late", 1, "at last");
      assertThat(late.read("late", 1)).isEqualTo("at last");
    }
  }

  private static String created(KeyedDatabase late) throws Exception {
    try {
      late.tenants().create("late");
      return "ok";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void outage_isBridgedForReadingOnly_asLongAsThePolicySays() throws Exception {
    String place = "?region=" + Moto.REGION + "&endpoint=" + moto.proxy().uri();
    String keys =
        "  kek: \"aws-kms://alias/tenants-shared%s\"\n".formatted(place)
            + "  cache: { ttl: 1s, staleIfUnavailable: 5s, ring: 500ms }";
    try (KeyedDatabase bridged =
        KeyedDatabase.create("aws_bridged", 3, keys, "&tenantcrypt.kmsTimeout=500ms")) {
      bridged.tenants().create("bridged");
      bridged.insert("bridged", 1, "still there");
      moto.proxy().all(FaultProxy.aws(503, "ServiceUnavailable"));
      long out = System.nanoTime();
      eventually(() -> bridged.writing("bridged", 1), NO_ANSWER);
      assertThat(bridged.read("bridged", 1)).isEqualTo("written");
      Duration sealed = Duration.ofNanos(System.nanoTime() - out);
      Eventually.Waited opened = eventually(() -> bridged.reading("bridged", 1), NO_ANSWER);
      assertThat(sealed.plus(opened.other())).isLessThan(Duration.ofSeconds(6));
      assertThat(sealed.plus(opened.elapsed())).isLessThan(Duration.ofSeconds(8));
      assertThat(Duration.ofNanos(System.nanoTime() - out)).isGreaterThan(Duration.ofSeconds(5));
      moto.proxy().none();
      eventually(() -> bridged.writing("bridged", 1), "ok");
      moto.proxy().all(FaultProxy.aws(400, "AccessDeniedException"));
      Eventually.Waited refused = eventually(() -> bridged.reading("bridged", 1), "TC033");
      assertThat(refused.other())
          .as("a refusal is never bridged")
          .isLessThan(Duration.ofSeconds(1));
      assertThat(refused.elapsed()).isLessThan(Duration.ofMillis(1_700));
    }
  }
}
