package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.it.kms.KeyedDatabase;
import io.tenantcrypt.keys.JobState;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Processes that work on jobs and are killed at random moments. */
final class KilledWorkers {

  private static final int LONGEST_MILLIS = 1_500;

  private final KeyedDatabase database;
  private final TenantCrypt crypt;
  private final Random random;
  private int kills;

  /** None yet. */
  KilledWorkers(KeyedDatabase database, TenantCrypt crypt, long seed) {
    this.database = database;
    this.crypt = crypt;
    this.random = new Random(seed);
  }

  /** How many were killed so far. */
  int kills() {
    return kills;
  }

  /** Starts and kills processes in the same way for so long, which work on nothing. */
  void workOnNothing(int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      database.pool().getHikariPoolMXBean().softEvictConnections();
      try (OtherProcess worker =
          OtherProcess.start(JobWorker.class, database.url(), JobWorker.NONE, "1")) {
        worker.awaitReady();
        assertThat(worker.ended(20 + random.nextInt(LONGEST_MILLIS)))
            .as("%s", worker.output())
            .isFalse();
        worker.kill();
      }
    }
  }

  /**
   * Works on a job until it is done, in processes that are killed until so many were in all.
   *
   * @param rate at most so many rows or tenants a second
   */
  JobSummary workOn(String job, int rate, int upTo) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (System.nanoTime() < end) {
      // An idle connection might be that of a process which is only frozen: a rotation waits for
      // it.
      database.pool().getHikariPoolMXBean().softEvictConnections();
      try (OtherProcess worker =
          OtherProcess.start(JobWorker.class, database.url(), job, Integer.toString(rate))) {
        worker.awaitReady();
        boolean spare = kills >= upTo;
        if (worker.ended(spare ? 120_000 : 20 + random.nextInt(LONGEST_MILLIS))) {
          JobSummary now = crypt.jobs().find(job).orElseThrow();
          if (now.state() == JobState.READY && spare) {
            System.out.println("FIRE: a worker left " + now);
            continue;
          }
          assertThat(now.state()).as("%s %s", now, worker.output()).isEqualTo(JobState.DONE);
          return now;
        }
        worker.kill();
        kills++;
      }
    }
    throw new AssertionError("Not done in time: " + crypt.jobs().find(job));
  }
}
