package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.ShredCertificate;
import io.tenantcrypt.admin.ShredOptions;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.kms.KeyedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keys are rotated and wrapped anew and tenants shredded while two applications in processes of
 * their own read and write, and the process that does the work is killed again and again. {@code
 * mvn verify} kills a few times; {@code mvn -Punder-fire verify} fifty times while it rotates and
 * half as often each while it wraps anew and while it shreds, and holds how long a tenant's
 * operations took to what they took before.
 */
class UnderFireIT {

  private static final int KILLS = Integer.getInteger("fire.kills", 2);
  private static final int ROWS = Integer.getInteger("fire.rows", 2_000);
  private static final int ROWS_A_SECOND = 1_500;
  private static final int TENANTS_A_SECOND = 5;
  private static final int QUIET_SECONDS = KILLS < 50 ? 1 : 30;
  private static final int SHREDDED = Math.max(1, KILLS / 5);
  private static final int REWRAPPING_KILLS = Math.max(1, KILLS / 2);
  private static final int SHREDDING_KILLS = Math.max(1, KILLS / 2);
  private static final int MANY_SAMPLES = 2_000;
  private static final List<String> TENANTS = List.of("fire-one", "fire-two", "fire-three");
  private static final String UNTOUCHED = TENANTS.get(2);
  private static final List<String> GONE =
      IntStream.rangeClosed(1, SHREDDED).mapToObj(i -> "fire-gone-" + i).toList();
  private static final String QUIET = "quiet";
  private static final String ROTATE = "rotate";
  private static final String REWRAP = "rewrap";
  private static final String SHRED = "shred";
  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  @Test
  void rotation_rewrapping_andShredding_withWorkersThatAreKilled_loseNothing() throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(TARGET), "fire");
    try (KeyedDatabase database =
        KeyedDatabase.create(
            "under_fire",
            4,
            """
              kek: "local://%s"
              cache: { ring: 1s }
              rotation: { grace: 1s }
            """
                .formatted(folder.resolve("keys.p12").toAbsolutePath()),
            "&tenantcrypt.kmsTimeout=10s")) {
      fill(database);
      List<String> all = Stream.concat(TENANTS.stream(), GONE.stream()).toList();
      try (Applications applications = Applications.start(database.url(), all)) {
        int rotations = work(database, applications);
        assertSound(database, rotations);
      }
    }
  }

  private static int work(KeyedDatabase database, Applications applications) throws Exception {
    TenantCrypt crypt = TenantCrypt.of(database.pool());
    KilledWorkers workers = new KilledWorkers(database, crypt, KILLS);
    TimeUnit.SECONDS.sleep(QUIET_SECONDS);
    // The same machine starts and kills the workers: their cost is no delay by keys.
    applications.tell(LoadClient.PHASE + QUIET);
    workers.workOnNothing(QUIET_SECONDS);
    long begun = System.nanoTime();
    applications.tell(LoadClient.PHASE + ROTATE);
    int rotations = 0;
    do {
      JobSummary job = crypt.keys().rotate(TENANTS.get(rotations % 2));
      workers.workOn(job.id(), ROWS_A_SECOND, KILLS);
      rotations++;
    } while (workers.kills() < KILLS);
    applications.tell(LoadClient.PHASE + REWRAP);
    int rewrappings = 0;
    do {
      JobSummary job = crypt.keys().rewrapAll();
      workers.workOn(job.id(), TENANTS_A_SECOND, KILLS + REWRAPPING_KILLS);
      rewrappings++;
    } while (workers.kills() < KILLS + REWRAPPING_KILLS);
    applications.tell(LoadClient.PHASE + SHRED);
    shred(database, applications, workers);
    applications.tell(LoadClient.PHASE + "end");
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    applications.finish();
    System.out.printf(
        "FIRE: %d kills, of them %d while %d rotations of %d rows, %d while %d times all keys were"
            + " wrapped anew, the others while %d tenants were shredded; %d ms%n",
        workers.kills(), KILLS, rotations, ROWS, REWRAPPING_KILLS, rewrappings, SHREDDED, millis);
    applications.report().forEach(line -> System.out.println("FIRE: " + line));
    assertThat(workers.kills()).isGreaterThan(KILLS + REWRAPPING_KILLS);
    assertNotDelayed(applications);
    return rotations;
  }

  private static void shred(
      KeyedDatabase database, Applications applications, KilledWorkers workers) throws Exception {
    List<String> roles = List.of("fire_alice", "fire_bob");
    for (String role : roles) {
      database.past(
          "create role " + role + " login",
          "grant usage on schema tenantcrypt to " + role,
          "grant select, insert, update, delete on all tables in schema tenantcrypt to " + role);
    }
    try (Operator alice = operator(database, roles.get(0));
        Operator bob = operator(database, roles.get(1))) {
      for (int i = 0; i < SHREDDED; i++) {
        String tenant = GONE.get(i);
        JobSummary asked =
            alice
                .crypt()
                .shredding()
                .request(tenant, "under fire", ShredOptions.DEFAULT.withWindow(Duration.ZERO));
        applications.tell(LoadClient.SHREDDING + tenant);
        bob.crypt().shredding().approve(asked.id());
        int upTo = KILLS + REWRAPPING_KILLS + SHREDDING_KILLS * (i + 1) / SHREDDED;
        JobSummary done = workers.workOn(asked.id(), ROWS_A_SECOND, upTo);
        applications.tell(LoadClient.SHREDDED + tenant);
        assertCertified(tenant, done, alice.crypt().shredding().publicKey());
      }
    } finally {
      for (String role : roles) {
        database.past("drop owned by " + role, "drop role " + role);
      }
    }
  }

  private static Operator operator(KeyedDatabase database, String user) throws SQLException {
    return Operator.of(
        database.url(), database.plainUrl().replace("user=postgres", "user=" + user));
  }

  private static void assertCertified(String tenant, JobSummary done, String pinned)
      throws Exception {
    String json = String.valueOf(done.progress().get("certificate"));
    JsonNode told = new ObjectMapper().readTree(ShredCertificate.verify(json, pinned).json());
    assertThat(told.at("/tenant").asText()).isEqualTo(tenant);
    assertThat(told.at("/requestedBy").asText()).isEqualTo("fire_alice");
    assertThat(told.at("/approvedBy").asText()).isEqualTo("fire_bob");
    assertThat(told.at("/keys")).hasSize(1);
    assertThat(told.at("/keyTables/place").asText()).isEqualTo("SAME_DATABASE");
    Instant destroyed = Instant.parse(told.at("/destroyedAt").asText());
    assertThat(destroyed).isAfterOrEqualTo(Instant.parse(told.at("/approvedAt").asText()));
    assertThat(Instant.parse(told.at("/effective/copiesWithoutKeyTables/from").asText()))
        .isEqualTo(destroyed);
    // Shared KEK, no declared retention: old copies of the key tables still open.
    assertThat(told.at("/effective/copiesOfKeyTables/from").isNull()).as(json).isTrue();
  }

  /** In the documented run: no tenant that nobody works on waits longer than beyond noise. */
  private static void assertNotDelayed(Applications applications) {
    if (KILLS < 50) {
      return;
    }
    for (String phase : List.of(ROTATE, REWRAP, SHRED)) {
      assertNotDelayed(applications, phase, "P50", 2);
      assertNotDelayed(applications, phase, "P99", 3);
    }
  }

  private static void assertNotDelayed(
      Applications applications, String phase, String what, int times) {
    List<OptionalLong> samples = applications.numbers("COUNT", UNTOUCHED, phase);
    List<OptionalLong> before = applications.numbers(what, UNTOUCHED, QUIET);
    List<OptionalLong> now = applications.numbers(what, UNTOUCHED, phase);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(samples.get(i).orElse(0)).isGreaterThanOrEqualTo(MANY_SAMPLES);
      assertThat(now.get(i).orElseThrow())
          .as("%s of application %d in phase %s, in µs", what, i + 1, phase)
          .isLessThanOrEqualTo(times * before.get(i).orElseThrow());
    }
  }

  private static void fill(KeyedDatabase database) throws Exception {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table patient add column n integer");
    }
    for (String tenant : TENANTS) {
      fill(database, tenant, ROWS);
    }
    for (String tenant : GONE) {
      fill(database, tenant, Applications.ROWS);
    }
  }

  private static void fill(KeyedDatabase database, String tenant, int rows) throws Exception {
    database.tenants().create(tenant);
    AsTenant.run(
        tenant,
        () -> {
          try (Connection connection = database.pool().getConnection();
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into patient (id, tenant_id, ssn, n) values (?, ?, ?, 0)")) {
            for (int id = 1; id <= rows; id++) {
              insert.setInt(1, id);
              insert.setString(2, tenant);
              insert.setString(3, LoadClient.value(tenant, id, 0));
              insert.addBatch();
            }
            insert.executeBatch();
          }
        });
  }

  private static void assertSound(KeyedDatabase database, int rotations) throws Exception {
    for (String tenant : TENANTS) {
      AsTenant.run(
          tenant,
          () -> {
            try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                    statement.executeQuery("select id, n, ssn from patient order by id")) {
              int seen = 0;
              while (rows.next()) {
                assertThat(rows.getString(3))
                    .isEqualTo(LoadClient.value(tenant, rows.getInt(1), rows.getInt(2)));
                seen++;
              }
              assertThat(seen).isEqualTo(ROWS);
            }
          });
    }
    for (String tenant : GONE) {
      assertThat(database.reading(tenant, 1)).isEqualTo("TC034");
    }
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) filter (where state = 'DESTROYED'), count(*) filter (where state ="
                    + " 'DESTROYED' and octet_length(wrapped) > 0), (select count(*) from patient p"
                    + " join tenantcrypt.key k on k.tenant = p.tenant_id and k.purpose = 'dek' and"
                    + " k.version = get_byte(p.ssn, 5) where k.state <> 'ACTIVE' and p.tenant_id not"
                    + " like 'fire-gone-%') from tenantcrypt.key where purpose = 'dek'")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(rotations + SHREDDED);
      assertThat(row.getInt(2)).isZero();
      assertThat(row.getInt(3)).as("cells under a version that is not the newest").isZero();
    }
  }
}
