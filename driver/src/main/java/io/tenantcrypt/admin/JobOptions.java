package io.tenantcrypt.admin;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a process works on a job.
 *
 * @param workers threads, from 1 to 64
 * @param rate at most so many rows or tenants a second in this process; 0 for as many as can be
 * @param patience ends the work, and leaves the job ready, once it would wait longer than this for
 *     something else than its own workers; a grace period of days is gone on with by a later run
 * @param lease for so long after the last sign of a worker that was killed nobody takes its part;
 *     at least one second
 * @param progress is told of the job after each step; may be called by several threads
 */
public record JobOptions(
    int workers, long rate, Duration patience, Duration lease, Consumer<JobSummary> progress) {

  /** Four workers as fast as they can, which wait for a minute. */
  public static final JobOptions DEFAULT =
      new JobOptions(4, 0, Duration.ofMinutes(1), Duration.ofSeconds(30), job -> {});

  public JobOptions {
    if (workers < 1 || workers > 64 || rate < 0) {
      throw new IllegalArgumentException("A job has 1 to 64 workers and a rate of at least 0");
    }
    if (patience.isNegative() || lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "Patience is not negative, and a lease lasts at least a second");
    }
  }

  /** The same with other workers. */
  public JobOptions withWorkers(int other) {
    return new JobOptions(other, rate, patience, lease, progress);
  }

  /** The same with another rate. */
  public JobOptions withRate(long other) {
    return new JobOptions(workers, other, patience, lease, progress);
  }

  /** The same with another patience. */
  public JobOptions withPatience(Duration other) {
    return new JobOptions(workers, rate, other, lease, progress);
  }

  /** The same with another lease. */
  public JobOptions withLease(Duration other) {
    return new JobOptions(workers, rate, patience, other, progress);
  }

  /** The same, telling somebody else. */
  public JobOptions withProgress(Consumer<JobSummary> other) {
    return new JobOptions(workers, rate, patience, lease, other);
  }
}
