package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.ShredOptions;
import io.tenantcrypt.it.EmbeddedServer;
import io.tenantcrypt.it.RemoteKms;
import io.tenantcrypt.it.World;
import io.tenantcrypt.it.kms.KeyedDatabase;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.store.KeyStoreDdl;
import io.tenantcrypt.keys.store.KeyStoreDialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * Backups from before tenants were shredded are restored, with and without the key tables: what
 * opens then is what the certificates say.
 */
class ShreddedBackupsIT {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final List<String> KEY_TABLES =
      List.of("tenant", "key", "registry", "usage", "instance", "job", "audit");

  private static final String KEYS =
      """
        kek: "remote-kms://backups"
        tiers: { own: "remote-kms://backups-{tenant}" }
        cache: { ttl: 1s, ring: 500ms }
      """;

  /** Where the key tables of the next databases are: in the data's own, if it is empty. */
  private String apart = "";

  private KeyedDatabase database() throws Exception {
    return KeyedDatabase.create(
        "backups_" + NUMBER.incrementAndGet(), 3, KEYS, "&tenantcrypt.kmsTimeout=5s" + apart);
  }

  private static String keysAt(String url) {
    return "&tenantcrypt.keyStoreUrl=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
  }

  /** What a dump program writes, table by table. */
  private static Map<String, byte[]> dump(String url, String schema, List<String> tables)
      throws Exception {
    Map<String, byte[]> dump = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      for (String table : tables) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy " + schema + "." + table + " to stdout", rows);
        dump.put(table, rows.toByteArray());
      }
    }
    return dump;
  }

  private static void restore(String url, String schema, Map<String, byte[]> dump)
      throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      for (Map.Entry<String, byte[]> table : dump.entrySet()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("delete from " + schema + "." + table.getKey());
        }
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy " + schema + "." + table.getKey() + " from stdin",
                new ByteArrayInputStream(table.getValue()));
      }
    }
  }

  private static void makeKeyTables(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : KeyStoreDdl.statements(KeyStoreDialect.POSTGRESQL, "tenantcrypt")) {
        statement.execute(sql);
      }
    }
  }

  private static Map<String, byte[]> data(KeyedDatabase database) throws Exception {
    return dump(database.plainUrl(), "public", List.of("patient"));
  }

  /** A database of its own with the rows of a backup, and its key tables if it has any. */
  private KeyedDatabase restored(Map<String, byte[]> data, Map<String, byte[]> keys)
      throws Exception {
    KeyedDatabase database = database();
    restore(database.plainUrl(), "public", data);
    if (!keys.isEmpty()) {
      makeKeyTables(database.plainUrl());
      restore(database.plainUrl(), "tenantcrypt", keys);
    }
    return database;
  }

  private static void provision(KeyedDatabase database, String tenant, String tier)
      throws Exception {
    database.tenants().create(tenant, tier, Map.of());
    database.insert(tenant, 1, "secret of " + tenant);
  }

  private static String shred(KeyedDatabase database, String keys, String tenant, ShredOptions how)
      throws Exception {
    String other = keys.replace("user=postgres", "user=shred_second");
    try (Operator first = Operator.of(database.url(), keys);
        Operator second = Operator.of(database.url(), other)) {
      JobSummary asked = first.crypt().shredding().request(tenant, "a test", how);
      second.crypt().shredding().approve(asked.id());
      JobSummary done = first.run(asked);
      assertThat(done.state()).as("%s", done).isEqualTo(JobState.DONE);
      return done.id();
    }
  }

  private static JsonNode certificate(KeyedDatabase database, String keys, String job)
      throws Exception {
    try (Operator anybody = Operator.of(database.url(), keys)) {
      return new ObjectMapper().readTree(anybody.crypt().shredding().certificate(job).json());
    }
  }

  private static final ShredOptions AT_ONCE = ShredOptions.DEFAULT.withWindow(Duration.ZERO);

  /** Whether a certificate says that nobody opens such a copy by now. */
  private static boolean isEffective(JsonNode certificate, String copies) {
    JsonNode from = certificate.at("/effective/" + copies + "/from");
    return !from.isNull()
        && !Instant.parse(from.asText())
            .isAfter(Instant.parse(certificate.at("/observedAt").asText()));
  }

  private static void role(String url, boolean make) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          make ? "create role shred_second login superuser" : "drop role if exists shred_second");
    }
  }

  private static JsonNode told(Map<String, JsonNode> certified, String tenant) {
    return Objects.requireNonNull(certified.get(tenant), tenant);
  }

  @Test
  void backups_openWhatTheCertificatesSay_whereTheKeysAreInTheDatasDatabase() throws Exception {
    try (KeyedDatabase live = database()) {
      role(live.plainUrl(), true);
      provision(live, "shared", "");
      provision(live, "declared", "");
      provision(live, "alive", "own");
      provision(live, "gone", "own");
      provision(live, "moved", "");
      provision(live, "stays", "");
      Map<String, byte[]> beforeTheMove = dump(live.plainUrl(), "tenantcrypt", KEY_TABLES);
      live.tenants().move("moved", "own", Map.of());
      Map<String, byte[]> data = data(live);
      Map<String, byte[]> keys = dump(live.plainUrl(), "tenantcrypt", KEY_TABLES);
      Map<String, String> jobs = new LinkedHashMap<>();
      for (String tenant : List.of("shared", "alive", "gone", "moved")) {
        jobs.put(tenant, shred(live, live.plainUrl(), tenant, AT_ONCE));
      }
      jobs.put(
          "declared",
          shred(
              live, live.plainUrl(), "declared", AT_ONCE.withBackupRetention(Duration.ofDays(1))));
      RemoteKms.destroy("remote-kms://backups-gone");
      RemoteKms.destroy("remote-kms://backups-moved");
      role(live.plainUrl(), false);

      Map<String, JsonNode> certified = new LinkedHashMap<>();
      for (Map.Entry<String, String> job : jobs.entrySet()) {
        certified.put(job.getKey(), certificate(live, live.plainUrl(), job.getValue()));
      }
      assertThat(told(certified, "gone").at("/keyTables/place").asText())
          .isEqualTo("SAME_DATABASE");
      assertThat(isEffective(told(certified, "gone"), "copiesOfKeyTables")).isTrue();
      assertThat(told(certified, "moved").at("/keks")).hasSize(2);
      assertThat(told(certified, "moved").at("/effective/copiesOfKeyTables/openedUntilThenBy/0"))
          .hasToString("\"remote-kms://backups\"");
      assertThat(told(certified, "shared").at("/effective/copiesOfKeyTables/because").asText())
          .contains("of others too");

      try (KeyedDatabase whole = restored(data, keys);
          KeyedDatabase older = restored(data, beforeTheMove);
          KeyedDatabase without = restored(data, Map.of())) {
        for (String tenant : jobs.keySet()) {
          JsonNode told = told(certified, tenant);
          String opens = isEffective(told, "copiesOfKeyTables") ? "TC034" : "ok";
          // The older one is the same, but for the tenant that was wrapped by the shared KEK then.
          assertThat(older.reading(tenant, 1)).as("%s with older keys", tenant).isEqualTo(opens);
          assertThat(whole.reading(tenant, 1))
              .as("%s with keys", tenant)
              .isEqualTo(tenant.equals("moved") ? "TC034" : opens);
          assertThat(isEffective(told, "copiesWithoutKeyTables")).isTrue();
          assertThat(without.reading(tenant, 1)).as("%s without", tenant).isEqualTo("TC041");
          assertThat(live.reading(tenant, 1)).as("%s live", tenant).isEqualTo("TC034");
        }
        assertThat(whole.read("stays", 1)).isEqualTo("secret of stays");
        assertThat(older.read("moved", 1)).isEqualTo("secret of moved");
      }
      assertThat(live.read("stays", 1)).isEqualTo("secret of stays");
      assertThat(new String(data.get("patient"), StandardCharsets.UTF_8))
          .doesNotContain("secret of")
          .doesNotContain(HexFormat.of().formatHex("secret of".getBytes(StandardCharsets.UTF_8)));

      // A restore of the data alone, beside the key tables that are live.
      apart = keysAt(live.plainUrl());
      try (KeyedDatabase beside = restored(data, Map.of())) {
        for (String tenant : jobs.keySet()) {
          assertThat(beside.reading(tenant, 1)).as("%s beside", tenant).isEqualTo("TC034");
        }
        assertThat(beside.read("stays", 1)).isEqualTo("secret of stays");
      }
    }
  }

  @Test
  void backups_openWhatTheCertificatesSay_whereTheKeysAreApart() throws Exception {
    try (EmbeddedServer elsewhere = EmbeddedServer.start("backups-apart")) {
      String keys = elsewhere.createDatabase("keys");
      apart = keysAt(keys);
      try (KeyedDatabase live = database()) {
        role(keys, true);
        provision(live, "apart-shared", "");
        provision(live, "apart-gone", "own");
        Map<String, byte[]> data = data(live);
        Map<String, byte[]> keyTables = dump(keys, "tenantcrypt", KEY_TABLES);
        String shared = shred(live, keys, "apart-shared", AT_ONCE);
        String gone = shred(live, keys, "apart-gone", AT_ONCE);
        RemoteKms.destroy("remote-kms://backups-apart-gone");
        JsonNode ofShared = certificate(live, keys, shared);
        JsonNode ofGone = certificate(live, keys, gone);

        assertThat(ofShared.at("/keyTables/place").asText()).isEqualTo("APART");
        assertThat(isEffective(ofShared, "copiesWithoutKeyTables")).isTrue();
        assertThat(isEffective(ofShared, "copiesOfKeyTables")).isFalse();
        assertThat(isEffective(ofGone, "copiesOfKeyTables")).isTrue();
        // A backup of the data, with the key tables that are live.
        try (KeyedDatabase beside = restored(data, Map.of())) {
          assertThat(beside.reading("apart-shared", 1)).isEqualTo("TC034");
          assertThat(beside.reading("apart-gone", 1)).isEqualTo("TC034");
        }
        // The same, with a backup of the key tables.
        String restoredKeys = elsewhere.createDatabase("restored");
        makeKeyTables(restoredKeys);
        restore(restoredKeys, "tenantcrypt", keyTables);
        apart = keysAt(restoredKeys);
        try (KeyedDatabase both = restored(data, Map.of())) {
          assertThat(both.read("apart-shared", 1)).isEqualTo("secret of apart-shared");
          assertThat(both.reading("apart-gone", 1)).isEqualTo("TC034");
        }
        role(keys, false);
      }
      String store = World.shared().freshUrl("backups_same_server");
      apart = keysAt(store);
      try (KeyedDatabase live = database()) {
        provision(live, "same-server", "");
        role(store, true);
        String job = shred(live, store, "same-server", AT_ONCE);
        assertThat(certificate(live, store, job).at("/keyTables/place").asText())
            .isEqualTo("SAME_SERVER");
        role(store, false);
      }
    }
  }
}
