package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Long operations: begun elsewhere, such as by {@link Keys}, and worked on here. A job stands in
 * the key tables with each of its steps; who works on it may be killed at any moment, and any
 * number of processes on any machines may work on one at once. Safe for several threads.
 *
 * <p>Every method throws {@link TenantCryptException}: TC041 if there is no such job; else as the
 * key tables, the data's database and the KMS answer.
 */
public final class Jobs {

  private static final int TRIES = 20;

  private final JobTable table;
  private final Map<String, JobKind> kinds;

  Jobs(JobTable table, List<JobKind> kinds) {
    this.table = table;
    this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(JobKind::name, kind -> kind));
  }

  /** All jobs, the newest first. */
  public List<JobSummary> list() {
    return table.list().stream().map(JobSummary::of).toList();
  }

  /** The job of this id. */
  public Optional<JobSummary> find(String id) {
    return table.find(id(id)).filter(row -> !row.isPart()).map(JobSummary::of);
  }

  /**
   * Works on a job until it is over or somebody pauses it, or until it would wait for longer than
   * the options' patience: then it is still ready, and says what it waits for.
   */
  public JobSummary run(String id, JobOptions options) {
    JobRow row = require(id);
    if (row.state() != JobState.READY) {
      return JobSummary.of(row);
    }
    return new JobRunner(table, kind(row), row.id(), options).run();
  }

  /** Lets all workers stop after the step that they are at. */
  public JobSummary pause(String id) {
    return become(id, row -> {}, JobState.PAUSED, JobState.READY);
  }

  /** Lets workers go on with a job that was paused, or that was incomplete. */
  public JobSummary resume(String id) {
    return become(id, row -> {}, JobState.READY, JobState.PAUSED, JobState.INCOMPLETE);
  }

  /**
   * Gives a job up that is not done. What it has done so far stays, and nothing is destroyed but
   * what no cell was ever sealed with: a rotation that was given up leaves both versions readable.
   *
   * @throws TenantCryptException TC034 if it shreds a tenant and has destroyed the keys already
   */
  public JobSummary cancel(String id) {
    JobSummary cancelled =
        become(
            id,
            row -> kind(row).requireMayGiveUp(row),
            JobState.CANCELLED,
            JobState.READY,
            JobState.PAUSED,
            JobState.INCOMPLETE);
    JobRow row = require(id);
    kind(row).giveUp(row);
    table.removeParts(row.id());
    return cancelled;
  }

  private JobSummary become(String id, Consumer<JobRow> allowing, JobState next, JobState... from) {
    for (int i = 0; i < TRIES; i++) {
      JobRow row = require(id);
      if (row.state() == next) {
        return JobSummary.of(row);
      }
      if (!List.of(from).contains(row.state())) {
        throw new TenantCryptException(
            ErrorCode.TC041,
            "Job " + id + " is " + row.state() + " and cannot become " + next + ".");
      }
      allowing.accept(row);
      if (table.become(row, next)) {
        return JobSummary.of(require(id));
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC031, "Too many change job " + id + " at once. Try again.");
  }

  private JobRow require(String id) {
    return table
        .find(id(id))
        .filter(row -> !row.isPart())
        .orElseThrow(() -> unknown("There is no job of this id"));
  }

  static KeyId id(String id) {
    try {
      return new KeyId(id);
    } catch (IllegalArgumentException e) {
      throw unknown("A job's id is 32 lower-case hexadecimal digits");
    }
  }

  private static TenantCryptException unknown(String what) {
    return new TenantCryptException(
        ErrorCode.TC041, what + ". List the jobs to see what there is.");
  }

  private JobKind kind(JobRow row) {
    JobKind kind = kinds.get(row.kind());
    if (kind == null) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "This version does not know jobs of the kind "
              + row.kind()
              + ". A newer one has begun it; use that.");
    }
    return kind;
  }
}
