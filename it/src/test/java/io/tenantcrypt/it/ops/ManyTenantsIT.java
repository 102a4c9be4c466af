package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.DueKey;
import io.tenantcrypt.admin.InstanceSummary;
import io.tenantcrypt.admin.JobOptions;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.it.RemoteKms;
import io.tenantcrypt.it.kms.KeyedDatabase;
import io.tenantcrypt.keys.JobState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Jobs over the keys of many tenants. {@code mvn verify} has some; {@code mvn -Prewrap-scale
 * verify} has 10,000 and prints how long wrapping them anew takes against a KMS of 10 ms.
 */
class ManyTenantsIT {

  private static final int TENANTS = Integer.getInteger("rewrap.tenants", 150);
  private static final int LATENCY_MILLIS = 10;
  private static final int WORKERS = 8;

  @SuppressWarnings("NullAway.Init")
  private static KeyedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private static TenantCrypt crypt;

  @BeforeAll
  static void start() throws Exception {
    database =
        KeyedDatabase.create(
            "many_tenants",
            6,
            """
              kek: "remote-kms://many"
              tiers: { other: "remote-kms://other", third: "remote-kms://third" }
              cache: { ring: 500ms }
              rotation: { dek: 90d, kek: 365d, grace: 1s }
            """,
            "&tenantcrypt.kmsTimeout=5s");
    crypt = TenantCrypt.of(database.pool());
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Callable<Object>> making = new ArrayList<>();
      for (int i = 0; i < TENANTS; i++) {
        String tenant = tenant(i);
        making.add(() -> database.tenants().create(tenant));
      }
      for (Future<Object> made : threads.invokeAll(making)) {
        made.get();
      }
    } finally {
      threads.shutdownNow();
    }
    for (int i = 0; i < TENANTS; i += 10) {
      database.insert(tenant(i), 1, "of " + tenant(i));
    }
  }

  @AfterAll
  static void stop() {
    RemoteKms.latency(0);
    database.close();
  }

  private static String tenant(int number) {
    return "many-%05d".formatted(number);
  }

  private static String ask(String sql) throws SQLException {
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static String wrapped() throws SQLException {
    return ask(
        "select md5(string_agg(encode(wrapped, 'hex'), '' order by tenant)) from tenantcrypt.key"
            + " where purpose = 'dek' and tenant like 'many-%'");
  }

  private static String wrappedOfThePlatform() throws SQLException {
    return ask(
        "select string_agg(encode(wrapped, 'hex'), ' ' order by purpose) from tenantcrypt.key"
            + " where tenant = '$platform'");
  }

  @Test
  void rewrapAll_wrapsEachKeyOnce_andTouchesNoRow() throws Exception {
    String rows =
        ask("select md5(string_agg(xmin || ' ' || ctid, ',' order by tenant_id)) from patient");
    String before = wrapped();
    String platform = wrappedOfThePlatform();
    RemoteKms.latency(LATENCY_MILLIS);
    int calls = RemoteKms.calls();
    long begun = System.nanoTime();
    JobSummary job =
        crypt.jobs().run(crypt.keys().rewrapAll().id(), JobOptions.DEFAULT.withWorkers(WORKERS));
    long millis = (System.nanoTime() - begun) / 1_000_000;
    calls = RemoteKms.calls() - calls;
    RemoteKms.latency(0);
    assertThat(job.state()).as("%s", job).isEqualTo(JobState.DONE);
    assertThat(job.progress())
        .containsEntry("done", "" + (TENANTS + 1))
        .containsEntry("failed", "0");
    assertThat(wrapped()).isNotEqualTo(before);
    assertThat(wrappedOfThePlatform()).isNotEqualTo(platform);
    assertThat(
            ask("select md5(string_agg(xmin || ' ' || ctid, ',' order by tenant_id)) from patient"))
        .isEqualTo(rows);
    // One call for each key, the platform has two; the first of each hundred are opened too.
    assertThat(calls).isBetween(TENANTS, TENANTS + TENANTS / 50 + 5);
    assertThat(database.read(tenant(10), 1)).isEqualTo("of " + tenant(10));
    System.out.printf(
        "REWRAP: %d tenants by %d workers at %d ms a call: %d ms, %.2f x of calls alone%n",
        TENANTS,
        WORKERS,
        LATENCY_MILLIS,
        millis,
        millis * WORKERS / ((double) TENANTS * LATENCY_MILLIS));
  }

  @Test
  void moveAll_ofATier_movesThoseInIt_andTriesAgainWhatFailed() throws Exception {
    for (String tenant : List.of("moving-1", "moving-2", "moving-3")) {
      database.tenants().create(tenant, "other", Map.of());
      database.insert(tenant, 1, "of " + tenant);
    }
    // One of them is refused by its KMS: the others are moved all the same.
    RemoteKms.refuse("moving-2", true);
    JobSummary job =
        crypt.jobs().run(crypt.keys().moveAll("other", "third").id(), JobOptions.DEFAULT);
    assertThat(job.state()).isEqualTo(JobState.INCOMPLETE);
    assertThat(job.problem().orElse("")).contains("moving-2", "TC033");
    assertThat(job.progress()).containsEntry("done", "2").containsEntry("failed", "1");
    RemoteKms.refuse("moving-2", false);
    crypt.jobs().resume(job.id());
    JobSummary done = crypt.jobs().run(job.id(), JobOptions.DEFAULT);
    assertThat(done.state()).as("%s", done).isEqualTo(JobState.DONE);
    for (String tenant : List.of("moving-1", "moving-2", "moving-3")) {
      assertThat(database.tenants().find(tenant).orElseThrow().kek())
          .isEqualTo("remote-kms://third");
      assertThat(database.read(tenant, 1)).isEqualTo("of " + tenant);
    }
    assertThat(database.tenants().find(tenant(3)).orElseThrow().kek())
        .isEqualTo("remote-kms://many");
  }

  @Test
  void due_namesWhatHasSealedTooMuch_thePlatformsOwnKeyToo() throws Exception {
    assertThat(crypt.keys().due()).isEmpty();
    for (String tenant : List.of(tenant(7), "$platform")) {
      database.past(
          "insert into tenantcrypt.usage (tenant, purpose, version, domain, reserved,"
              + " changed_at) values ('"
              + tenant
              + "', 'dek', 1, 'patient.ssn', 2147483648, now())");
    }
    assertThat(crypt.keys().due())
        .containsExactly(
            new DueKey("$platform", 1, DueKey.Reason.MESSAGES, "patient.ssn: 2147483648"),
            new DueKey(tenant(7), 1, DueKey.Reason.MESSAGES, "patient.ssn: 2147483648"));
    database.past("delete from tenantcrypt.usage where reserved = 2147483648");
  }

  @Test
  void instance_tellsThatItLives_andTakesItselfOut() throws Exception {
    List<InstanceSummary> there = crypt.instances().list();
    for (int i = 0; i < 100 && there.isEmpty(); i++) {
      Thread.sleep(50); // its first sign of life comes a while after its start
      there = crypt.instances().list();
    }
    assertThat(there).hasSize(1);
    assertThat(there.get(0).live()).isTrue();
    assertThat(there.get(0).formats()).isEqualTo("1");
  }
}
