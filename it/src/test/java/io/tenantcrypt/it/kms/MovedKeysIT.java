package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.admin.TenantSummary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are wrapped anew or moved to another KMS, while their tenant's data is in use. */
class MovedKeysIT {

  private static final String SETTING = "tenantcrypt.vault.moves.token";

  @SuppressWarnings("NullAway.Init")
  private static Moto moto;

  @SuppressWarnings("NullAway.Init")
  private static OpenBao bao;

  @SuppressWarnings("NullAway.Init")
  private static KeyedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private static String customersKey;

  @BeforeAll
  static void start() throws Exception {
    moto = Moto.shared();
    bao = OpenBao.shared();
    moto.proxy().none();
    bao.proxy().none();
    String shared = moto.key("moves-shared");
    customersKey = moto.key("moves-customer");
    System.setProperty(SETTING, bao.root());
    String vault = "vault://127.0.0.1:" + bao.proxy().uri().getPort() + "/transit/";
    bao.key("moves");
    database =
        KeyedDatabase.create(
            "moved_keys",
            6,
            """
              kek: "aws-kms://%1$s?endpoint=%2$s"
              tiers:
                vault: "%3$stenantcrypt-moves?tls=false&credentials=MOVES"
                byok: "aws-kms://{byok}?endpoint=%2$s"
                elsewhere: "%3$selsewhere?tls=false&credentials=MOVES"
              allowed: ["aws-kms://%1$s", "aws-kms://%4$s", "%3$stenantcrypt-moves*"]
              cache: { ttl: 2s, ring: 500ms }
            """
                .formatted(shared, moto.proxy().uri(), vault, customersKey),
            "&tenantcrypt.kmsTimeout=5s");
  }

  @AfterAll
  static void stop() {
    System.clearProperty(SETTING);
    if (database != null) {
      database.close();
    }
  }

  @BeforeEach
  void heal() {
    moto.proxy().none();
  }

  private static void provision(String tenant, String tier) throws Exception {
    database.tenants().create(tenant, tier, Map.of());
    for (int i = 1; i <= 20; i++) {
      database.insert(tenant, i, "number " + i);
    }
  }

  private static String ask(String sql) throws Exception {
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static String wrapped(String tenant) throws Exception {
    return ask(
        "select kek || ' ' || kms_key_id || ' ' || encode(wrapped, 'escape') from tenantcrypt.key"
            + " where purpose = 'dek' and tenant = '"
            + tenant
            + "'");
  }

  /** Which versions of which rows there are, as the server counts them. */
  private static String rows(String tenant) throws Exception {
    return ask(
        "select string_agg(id || ' ' || xmin || ' ' || ctid, ',' order by id) from patient"
            + " where tenant_id = '"
            + tenant
            + "'");
  }

  @Test
  void rewrap_inAws_isDoneByTheKms_andTouchesNoRow() throws Exception {
    provision("rewrapped", "");
    String rows = rows("rewrapped");
    String before = wrapped("rewrapped");
    int asked = moto.proxy().asked("ReEncrypt").size();
    TenantSummary told = database.tenants().rewrap("rewrapped");
    assertThat(told.keyVersion()).contains(1);
    assertThat(moto.proxy().asked("ReEncrypt")).hasSize(asked + 1);
    assertThat(moto.proxy().asked("ReEncrypt").get(asked).body())
        .contains("\"SourceEncryptionContext\":", "\"DestinationEncryptionContext\":")
        .contains("\"tenant_id\":\"rewrapped\"");
    assertThat(wrapped("rewrapped")).isNotEqualTo(before);
    assertThat(database.read("rewrapped", 7)).isEqualTo("number 7");
    assertThat(rows("rewrapped")).isEqualTo(rows);
  }

  @Test
  void rewrap_inVault_takesTheNewestVersion_soThatTheOldOneMayGo() throws Exception {
    provision("renewed", "vault");
    provision("stayed", "vault");
    assertThat(wrapped("renewed")).contains("vault:v1:");
    bao.require("POST", "transit/keys/tenantcrypt-moves/rotate", "{}");
    String rows = rows("renewed");
    database.tenants().rewrap("renewed");
    assertThat(wrapped("renewed")).contains("vault:v2:");
    bao.require("POST", "transit/keys/tenantcrypt-moves/config", "{\"min_decryption_version\":2}");
    Thread.sleep(2_500);
    assertThat(database.read("renewed", 3)).isEqualTo("number 3");
    assertThat(database.reading("stayed", 3)).isEqualTo("TC032");
    assertThat(rows("renewed")).isEqualTo(rows);
    bao.require("POST", "transit/keys/tenantcrypt-moves/config", "{\"min_decryption_version\":1}");
  }

  @Test
  void move_toVaultAndToTheCustomersKey_underLoad_losesNothing() throws Exception {
    provision("mover", "");
    String rows = rows("mover");
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    assertThat(database.read("mover", 5)).isEqualTo("number 5");
                    reads.incrementAndGet();
                  }
                  return reads.get();
                }));
      }
      database.tenants().move("mover", "vault", Map.of());
      assertThat(wrapped("mover")).startsWith("vault://").contains("vault:v");
      assertThat(rows("mover")).isEqualTo(rows);
      Map<String, String> byok = Map.of("byok", customersKey);
      TenantSummary moved = database.tenants().move("mover", "byok", byok);
      assertThat(database.tenants().move("mover", "byok", byok)).isEqualTo(moved);
      assertThat(moved.tier()).isEqualTo("byok");
      assertThat(wrapped("mover")).startsWith("aws-kms://" + customersKey);
      over.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
    assertThat(rows("mover")).isEqualTo(rows);
    database.update("mover", 5, "sealed after the move");
    assertThat(database.read("mover", 5)).isEqualTo("sealed after the move");
    moto.proxy()
        .faults(
            each ->
                each.holds(customersKey)
                    ? Optional.of(FaultProxy.aws(400, "DisabledException"))
                    : Optional.empty());
    Thread.sleep(2_500);
    assertThat(database.reading("mover", 5)).as("the customer's key rules now").isEqualTo("TC032");
  }

  /** A KEK's server gets the credentials: it must be one that the policy permits. */
  @Test
  void move_toAServerThatIsNotAllowed_sendsNothingThere() throws Exception {
    provision("sitter", "");
    int asked = bao.proxy().asked().size();
    assertThatThrownBy(() -> database.tenants().move("sitter", "elsewhere", Map.of()))
        .hasMessageContaining("keys.allowed");
    assertThat(bao.proxy().asked()).hasSize(asked);
  }

  @Test
  void move_toAKekThatIsNotAllowed_changesNothing() throws Exception {
    provision("stayer", "");
    String before = wrapped("stayer");
    String elsewhere = moto.key("moves-elsewhere");
    assertThatThrownBy(() -> database.tenants().move("stayer", "byok", Map.of("byok", elsewhere)))
        .hasMessageContaining("keys.allowed");
    assertThat(wrapped("stayer")).isEqualTo(before);
    assertThat(database.tenants().find("stayer").orElseThrow().tier()).isEmpty();
  }
}
