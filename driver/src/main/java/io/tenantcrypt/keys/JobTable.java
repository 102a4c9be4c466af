package io.tenantcrypt.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Long operations as the key tables keep them, so that workers of several processes share them and
 * go on where one was killed. Each call is one short transaction and verifies the seals of what it
 * reads. Times are the database's. Safe for several threads.
 *
 * <p>Every method throws {@link io.tenantcrypt.error.TenantCryptException} as {@link KeyTable}
 * does.
 */
public interface JobTable {

  /** The database's clock, in whole milliseconds. */
  Instant now();

  /**
   * Adds rows.
   *
   * @return false if one of these ids is there; nothing is added then
   */
  boolean insert(List<JobRow> jobs);

  /** The job of this id, whole or part. */
  Optional<JobRow> find(KeyId id);

  /** Whole jobs, the newest first. */
  List<JobRow> list();

  /** The parts of a job by their number. */
  List<JobRow> parts(KeyId whole);

  /**
   * Takes a job that is ready and that no living worker has.
   *
   * @param lease for so long nobody else may
   */
  Optional<JobRow> claim(KeyId job, KeyId worker, Duration lease);

  /** Takes one of a job's parts, as {@link #claim}; several workers take different ones. */
  Optional<JobRow> claimPart(KeyId whole, KeyId worker, Duration lease);

  /**
   * Writes what a worker has done, if the job is still its own and as it was.
   *
   * @param lease from now on; empty lets it go
   * @return the row as it is now; empty if another worker has it, or somebody changed its state
   */
  Optional<JobRow> save(JobRow expected, JobRow next, Optional<Duration> lease);

  /**
   * Changes the state of a job, whoever has it, if it is as it was.
   *
   * @return false if it was changed meanwhile
   */
  boolean become(JobRow expected, JobState state);

  /** Removes the parts of a job. */
  void removeParts(KeyId whole);
}
