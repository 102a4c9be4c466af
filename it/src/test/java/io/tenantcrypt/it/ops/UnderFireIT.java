package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.kms.KeyedDatabase;
import io.tenantcrypt.keys.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Keys are rotated and wrapped anew while two applications in processes of their own read and
 * write, and the process that does the work is killed again and again. {@code mvn verify} kills a
 * few times; {@code mvn -Punder-fire verify} fifty times.
 */
class UnderFireIT {

  private static final int KILLS = Integer.getInteger("fire.kills", 2);
  private static final int ROWS = Integer.getInteger("fire.rows", 2_000);
  private static final int RATE = Integer.getInteger("fire.rate", 1_500);
  private static final int CLIENT_THREADS = 2;
  private static final List<String> TENANTS = List.of("fire-one", "fire-two", "fire-three");
  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  @Test
  void rotationAndRewrapping_withWorkersThatAreKilled_loseNothing() throws Exception {
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
      long begun = System.nanoTime();
      int kills = 0;
      int rotations = 0;
      try (OtherProcess one = client(database, 1);
          OtherProcess two = client(database, 1 + CLIENT_THREADS * LoadClient.ROWS_PER_THREAD)) {
        one.awaitReady();
        two.awaitReady();
        TenantCrypt crypt = TenantCrypt.of(database.pool());
        Random random = new Random(KILLS);
        while (kills < KILLS || rotations == 0) {
          String tenant = TENANTS.get(rotations % 2);
          kills += workedOn(database, crypt, crypt.keys().rotate(tenant).id(), random, kills);
          rotations++;
          kills += workedOn(database, crypt, crypt.keys().rewrapAll().id(), random, kills);
        }
        assertThat(one.finish()).as("%s", one.output()).isZero();
        assertThat(two.finish()).as("%s", two.output()).isZero();
        System.out.printf(
            "FIRE: %d kills, %d rotations of %d rows, %d ms; %s %s%n",
            kills,
            rotations,
            ROWS,
            (System.nanoTime() - begun) / 1_000_000,
            one.output(),
            two.output());
      }
      assertSound(database, rotations);
    }
  }

  private static OtherProcess client(KeyedDatabase database, int first) throws Exception {
    return OtherProcess.start(
        LoadClient.class,
        database.url(),
        Integer.toString(first),
        Integer.toString(CLIENT_THREADS),
        TENANTS.get(0),
        TENANTS.get(1),
        TENANTS.get(2));
  }

  private static void fill(KeyedDatabase database) throws Exception {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table patient add column n integer");
    }
    for (String tenant : TENANTS) {
      database.tenants().create(tenant);
      AsTenant.run(
          tenant,
          () -> {
            try (Connection connection = database.pool().getConnection();
                PreparedStatement insert =
                    connection.prepareStatement(
                        "insert into patient (id, tenant_id, ssn, n) values (?, ?, ?, 0)")) {
              for (int id = 1; id <= ROWS; id++) {
                insert.setInt(1, id);
                insert.setString(2, tenant);
                insert.setString(3, LoadClient.value(tenant, id, 0));
                insert.addBatch();
              }
              insert.executeBatch();
            }
          });
    }
  }

  /** Works on a job in processes of which all are killed but, in the end, the last. */
  private static int workedOn(
      KeyedDatabase database, TenantCrypt crypt, String job, Random random, int before)
      throws Exception {
    int kills = 0;
    while (true) {
      try (OtherProcess worker =
          OtherProcess.start(JobWorker.class, database.url(), job, Integer.toString(RATE))) {
        worker.awaitReady();
        boolean spare = before + kills >= KILLS;
        if (worker.ended(spare ? 120_000 : 20 + random.nextInt(1_500))) {
          JobSummary now = crypt.jobs().find(job).orElseThrow();
          assertThat(now.state()).as("%s %s", now, worker.output()).isEqualTo(JobState.DONE);
          return kills;
        }
        worker.kill();
        kills++;
        // An idle connection might be that of a process which is only frozen: the job waits for it.
        database.pool().getHikariPoolMXBean().softEvictConnections();
      }
    }
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
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) filter (where state = 'DESTROYED'), count(*) filter (where state ="
                    + " 'DESTROYED' and octet_length(wrapped) > 0), (select count(*) from patient p"
                    + " join tenantcrypt.key k on k.tenant = p.tenant_id and k.purpose = 'dek' and"
                    + " k.version = get_byte(p.ssn, 5) where k.state <> 'ACTIVE') from"
                    + " tenantcrypt.key where purpose = 'dek'")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(rotations);
      assertThat(row.getInt(2)).isZero();
      assertThat(row.getInt(3)).as("cells under a version that is not the newest").isZero();
    }
  }
}
