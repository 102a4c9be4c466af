package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One process's work on one job: some threads that take its parts, one of which moves the whole on.
 * Every step is written before the next is begun, under a lease that each step renews; who lost
 * its lease throws its step's result away.
 */
final class JobRunner {

  private static final long POLL_MILLIS = 200;

  /** How often a step is tried again that a KMS or a database did not answer. */
  private static final int TRIES = 8;

  private final JobTable table;
  private final JobKind kind;
  private final KeyId job;
  private final JobOptions options;
  private final Pace pace;
  private volatile boolean over;

  JobRunner(JobTable table, JobKind kind, KeyId job, JobOptions options) {
    this.table = table;
    this.kind = kind;
    this.job = job;
    this.options = options;
    this.pace = Pace.of(options.rate());
  }

  /** Works until the job is over, is paused, or waits for too long. */
  JobSummary run() {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            options.workers(),
            work -> {
              Thread thread = new Thread(work, "tenantcrypt-job");
              thread.setDaemon(true);
              return thread;
            });
    List<Future<?>> workers = new ArrayList<>();
    try {
      for (int i = 0; i < options.workers(); i++) {
        workers.add(threads.submit(this::workOnParts));
      }
      lead(workers);
      over = true;
      for (Future<?> worker : workers) {
        worker.get();
      }
      return JobSummary.of(present());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TenantCryptException known) {
        throw known;
      }
      throw new IllegalStateException("A worker of a job ended unexpectedly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantCryptException(
          ErrorCode.TC030,
          "The work on job " + job + " was interrupted. It can be gone on with.",
          e);
    } finally {
      over = true;
      threads.shutdownNow();
    }
  }

  private JobRow present() {
    return table
        .find(job)
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC041,
                    "There is no job " + job + ". List them to see what there is."));
  }

  /** Moves the whole on until it is over, is paused, waits for too long, or a worker has failed. */
  private void lead(List<Future<?>> workers) throws InterruptedException {
    KeyId leader = KeyId.random();
    long idleSince = System.nanoTime();
    Optional<JobRow> last = Optional.empty();
    while (present().state() == JobState.READY && workers.stream().noneMatch(Future::isDone)) {
      Optional<Step> step = advance(leader);
      Optional<JobRow> now = table.find(job);
      if (!sameProgress(last, now)) {
        idleSince = System.nanoTime();
        now.map(JobSummary::of).ifPresent(options.progress());
      }
      last = now;
      if (step.isEmpty() || step.get().waits()) {
        boolean tooLong =
            (step.isPresent() && waitsTooLong(step.get().until()))
                || Duration.ofNanos(System.nanoTime() - idleSince).compareTo(options.patience())
                    > 0;
        if (tooLong) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  private static boolean sameProgress(Optional<JobRow> last, Optional<JobRow> now) {
    return last.map(JobRow::progress).equals(now.map(JobRow::progress))
        && last.map(JobRow::state).equals(now.map(JobRow::state));
  }

  /** Moves the whole one step on, if nobody else does. */
  private Optional<Step> advance(KeyId leader) throws InterruptedException {
    Optional<JobRow> mine = table.claim(job, leader, options.lease());
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    Step step = step(mine.get(), true);
    table.save(
        mine.get(), mine.get().with(step.state(), step.progress()), Optional.empty());
    return Optional.of(step);
  }

  private boolean waitsTooLong(Optional<Instant> until) {
    return until.isPresent() && until.get().isAfter(table.now().plus(options.patience()));
  }

  private void workOnParts() {
    KeyId worker = KeyId.random();
    try {
      while (!over) {
        Optional<JobRow> part = table.claimPart(job, worker, options.lease());
        if (part.isPresent()) {
          workOn(part.get());
        } else {
          TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** To its end, or until somebody else has it or the job is paused. */
  private void workOn(JobRow part) throws InterruptedException {
    Optional<JobRow> mine = Optional.of(part);
    while (mine.isPresent() && mine.get().state() == JobState.READY) {
      JobRow row = mine.get();
      if (over || present().state() != JobState.READY) {
        table.save(row, row, Optional.empty());
        return;
      }
      Step step = step(row, false);
      Optional<Duration> lease =
          step.state().isOver() ? Optional.empty() : Optional.of(options.lease());
      mine = table.save(row, row.with(step.state(), step.progress()), lease);
      pace.await(step.units());
    }
  }

  /** A step, tried again while a KMS or a database does not answer. */
  private Step step(JobRow row, boolean whole) throws InterruptedException {
    for (int i = 1; ; i++) {
      try {
        return whole ? kind.advance(row) : kind.work(row);
      } catch (TenantCryptException e) {
        if (!passes(e)) {
          return Step.incomplete(row.progress(), e.code() + ": " + e.getMessage());
        }
        // Its lease may be over by then; another worker takes it, or this one goes on.
        if (i >= TRIES || table.save(row, row, Optional.of(options.lease())).isEmpty()) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS * i * i);
      }
    }
  }

  private static boolean passes(TenantCryptException e) {
    return e.code() == ErrorCode.TC030 || e.code() == ErrorCode.TC031;
  }
}
