package io.tenantcrypt.admin;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Does the same to the keys of many tenants, some at a time. One that it cannot be done to is
 * reported and holds up no other; gone on with, the job tries those again.
 */
final class EachTenantJob implements JobKind {

  /** What is done to a tenant's keys. Doing it again does no harm. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it; nothing to a tenant that was shredded meanwhile, which has no keys left.
     *
     * @param first whether it is the first tenant of its part
     */
    void run(TenantId tenant, JobRow job, boolean first);
  }

  private static final int PER_PART = 100;
  private static final int PER_STEP = 10;
  private static final String TENANTS = "tenants";
  private static final String PARTS = "parts";
  private static final String DONE = "done";
  private static final String FAILED = "failed";
  private static final String FAILURE = "failure";

  private final String name;
  private final JobTable table;
  private final Consumer<Consumer<TenantRing>> all;
  private final Work work;

  /**
   * A kind of job.
   *
   * @param all shows each tenant that it may be for
   */
  EachTenantJob(String name, JobTable table, Consumer<Consumer<TenantRing>> all, Work work) {
    this.name = name;
    this.table = table;
    this.all = all;
    this.work = work;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Step advance(JobRow job) {
    SortedMap<String, String> progress = new TreeMap<>(job.progress());
    if (!progress.containsKey(PARTS)) {
      return makeParts(job, progress);
    }
    List<JobRow> parts = table.parts(job.id());
    progress.put(DONE, Long.toString(sum(parts, DONE) + number(progress, "earlier")));
    List<String> failed = failed(parts);
    progress.put(FAILED, Integer.toString(failed.size()));
    if (parts.stream().anyMatch(part -> !part.state().isOver())) {
      return Step.waiting(progress, "its parts");
    }
    if (failed.isEmpty()) {
      table.removeParts(job.id());
      return Step.done(progress, 0);
    }
    return tryAgainLater(job, progress, parts, failed);
  }

  private Step makeParts(JobRow job, SortedMap<String, String> progress) {
    List<String> ids = new ArrayList<>();
    Predicate<TenantRing> wanted = wanted(job);
    all.accept(
        ring -> {
          if (wanted.test(ring)) {
            ids.add(ring.tenant().value());
          }
        });
    table.removeParts(job.id());
    insert(job, ids, 0);
    progress.put(TENANTS, Integer.toString(ids.size()));
    progress.put(PARTS, "made");
    return Step.next(progress);
  }

  private static Predicate<TenantRing> wanted(JobRow job) {
    String tier = job.specification().get(Keys.FROM_TIER);
    return ring ->
        ring.state() != TenantState.SHREDDED && (tier == null || ring.tier().equals(tier));
  }

  private void insert(JobRow job, List<String> ids, long from) {
    List<JobRow> parts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += PER_PART) {
      SortedMap<String, String> what = new TreeMap<>(job.specification());
      what.put(TENANTS, String.join(" ", ids.subList(i, Math.min(ids.size(), i + PER_PART))));
      parts.add(job.part(from + i / PER_PART, what, table.now()));
    }
    table.insert(parts);
  }

  /** So that going on with the job begins with those that failed, and only those. */
  private Step tryAgainLater(
      JobRow job, SortedMap<String, String> progress, List<JobRow> parts, List<String> failed) {
    String example =
        parts.stream()
            .map(p -> p.progress().get(FAILURE))
            .filter(f -> f != null)
            .findFirst()
            .orElse("");
    progress.put("earlier", progress.get(DONE));
    table.removeParts(job.id());
    insert(job, failed, 0);
    return Step.incomplete(
        progress, failed.size() + " tenants could not be done, such as " + example);
  }

  @Override
  public Step work(JobRow part) {
    SortedMap<String, String> progress = new TreeMap<>(part.progress());
    List<String> ids = List.of(String.valueOf(part.specification().get(TENANTS)).split(" "));
    int next = (int) number(progress, "next");
    int end = Math.min(ids.size(), next + PER_STEP);
    AtomicInteger done = new AtomicInteger();
    List<String> failed = new ArrayList<>(failed(List.of(part)));
    for (int i = next; i < end; i++) {
      one(ids.get(i), part, i == 0, done, failed, progress);
    }
    progress.put("next", Integer.toString(end));
    progress.put(DONE, Long.toString(number(progress, DONE) + done.get()));
    progress.put(FAILED, String.join(" ", failed));
    return end == ids.size() ? Step.done(progress, end - next) : Step.next(progress, end - next);
  }

  private void one(
      String id,
      JobRow part,
      boolean first,
      AtomicInteger done,
      List<String> failed,
      SortedMap<String, String> progress) {
    try {
      work.run(Change.named(id), part, first);
      done.incrementAndGet();
    } catch (TenantCryptException e) {
      // The others must not wait for one whose KMS refuses or does not answer.
      failed.add(id);
      progress.put(FAILURE, id + " (" + e.code() + ": " + e.getMessage() + ")");
    }
  }

  /** Nothing: what was done to a tenant's keys is whole. */
  @Override
  public void giveUp(JobRow job) {}

  private static List<String> failed(List<JobRow> parts) {
    List<String> failed = new ArrayList<>();
    for (JobRow part : parts) {
      String ids = part.progress().getOrDefault(FAILED, "");
      if (!ids.isEmpty()) {
        failed.addAll(List.of(ids.split(" ")));
      }
    }
    return failed;
  }

  private static long sum(List<JobRow> parts, String name) {
    return parts.stream().mapToLong(part -> number(part.progress(), name)).sum();
  }

  private static long number(SortedMap<String, String> progress, String name) {
    return Long.parseLong(progress.getOrDefault(name, "0"));
  }
}
