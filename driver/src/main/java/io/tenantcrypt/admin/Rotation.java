package io.tenantcrypt.admin;

import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.Rotating;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rotates one tenant's data key: a new version opens, then seals; every cell is sealed anew under
 * it; the old versions are destroyed when nothing can hold a cell of theirs any more. Until then
 * both are readable, and giving the job up loses nothing.
 *
 * <p>Destroyed only after: every instance has seen that the new version seals, and one time to
 * believe has passed; every transaction that began before has ended, prepared ones too; a sweep and
 * a count that found no cell of an older version; the grace; then all of that once more.
 */
final class Rotation implements JobKind {

  static final String NAME = "rotate";
  static final String VERSION = "version";
  static final String GRACE = "grace";

  /** How far it is. The names stand in the job table. */
  private enum Phase {
    PREPARE,
    ANNOUNCE,
    ACTIVATE,
    SPLIT,
    SWEEP,
    DRAIN,
    SETTLE,
    VERIFY,
    GRACE,
    DRAIN_AGAIN,
    SETTLE_AGAIN,
    VERIFY_AGAIN,
    DESTROY
  }

  private static final String PHASE = "phase";
  private static final String ROUND = "round";
  private static final String CHANGED = "changed";
  private static final String FENCE = "fence";
  private static final String VERIFIED = "verified";
  private static final String CELLS = "cells";
  private static final String EARLIER = "earlier";
  private static final String QUARANTINED = "quarantined";
  private static final String NEXT = "next";
  private static final String TABLE = "table";
  private static final String AFTER = "after";
  private static final String UP_TO = "upTo";

  private static final long ROWS_PER_PART = 5_000;
  private static final int ROWS_PER_STEP = 1_000;

  /** So many rounds of sweeping are made before somebody should look why it does not end. */
  private static final int ROUNDS = 100;

  private final JobTable table;
  private final Instances instances;
  private final Rotating rotating;
  private final Change changes;
  private final TenantCells cells;
  private final Duration ring;

  Rotation(
      JobTable table,
      Instances instances,
      Rotating rotating,
      Change changes,
      TenantCells cells,
      Duration ring) {
    this.table = table;
    this.instances = instances;
    this.rotating = rotating;
    this.changes = changes;
    this.cells = cells;
    this.ring = ring;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step advance(JobRow job) {
    SortedMap<String, String> progress = new TreeMap<>(job.progress());
    TenantId tenant = job.tenant().orElseThrow();
    return switch (Phase.valueOf(progress.getOrDefault(PHASE, Phase.PREPARE.name()))) {
      case PREPARE -> prepare(tenant, progress);
      case ANNOUNCE ->
          when(instances.inTheWay(time(progress, CHANGED), Duration.ZERO), progress, Phase.ACTIVATE);
      case ACTIVATE -> activate(tenant, progress);
      case SPLIT -> split(job, tenant, progress);
      case SWEEP -> sweep(job, progress);
      case DRAIN ->
          when(instances.inTheWay(time(progress, CHANGED), ring), progress, Phase.SETTLE);
      case SETTLE -> settle(progress, Phase.VERIFY);
      case VERIFY -> verify(tenant, progress, Phase.GRACE);
      case GRACE -> grace(job, progress);
      case DRAIN_AGAIN -> frozen(progress);
      case SETTLE_AGAIN -> settle(progress, Phase.VERIFY_AGAIN);
      case VERIFY_AGAIN -> verify(tenant, progress, Phase.DESTROY);
      case DESTROY -> destroy(job, tenant, progress);
    };
  }

  /** Cells of the tenant that lie where this process cannot see them would be lost. */
  private Optional<String> elsewhere() {
    return instances
        .elsewhere(cells.database())
        .map(
            row ->
                "instance "
                    + row.id()
                    + " uses these key tables for another database, in which cells of the tenant"
                    + " may be. One set of key tables serves one database: give the other one its"
                    + " own. If the instance is gone, forget it");
  }

  private Step prepare(TenantId tenant, SortedMap<String, String> progress) {
    Optional<String> elsewhere = elsewhere();
    if (elsewhere.isPresent()) {
      return Step.incomplete(progress, elsewhere.get());
    }
    TenantRing ring = changes.of(tenant, rotating::prepare);
    KeyRow made = Rotating.pending(ring).orElseThrow();
    progress.put(VERSION, Integer.toString(made.version()));
    return changed(progress, Phase.ANNOUNCE);
  }

  private Step activate(TenantId tenant, SortedMap<String, String> progress) {
    changes.of(tenant, found -> rotating.activate(found, version(progress)));
    return changed(progress, Phase.SPLIT);
  }

  /** Notes when the change was there at the latest. */
  private Step changed(SortedMap<String, String> progress, Phase next) {
    progress.put(CHANGED, instances.now().toString());
    return to(progress, next);
  }

  /** A round's parts are made in one transaction, so that they are there as a whole or not. */
  private Step split(JobRow job, TenantId tenant, SortedMap<String, String> progress) {
    int round = Integer.parseInt(progress.getOrDefault(ROUND, "0")) + 1;
    if (round > ROUNDS) {
      return Step.incomplete(
          progress,
          "after "
              + ROUNDS
              + " sweeps there still are cells of an older version. Look at what writes them, and"
              + " resume the job.");
    }
    List<JobRow> parts = new ArrayList<>();
    Instant now = table.now();
    for (TenantCells.Range range : cells.split(tenant, ROWS_PER_PART)) {
      SortedMap<String, String> what = new TreeMap<>();
      what.put(VERSION, Integer.toString(version(progress)));
      what.put(TABLE, range.table());
      range.after().ifPresent(key -> what.put(AFTER, key));
      range.upTo().ifPresent(key -> what.put(UP_TO, key));
      parts.add(job.part(parts.size(), what, now));
    }
    table.removeParts(job.id());
    table.insert(parts);
    progress.put(ROUND, Integer.toString(round));
    progress.put(EARLIER, progress.getOrDefault(CELLS, "0"));
    return to(progress, Phase.SWEEP);
  }

  private Step sweep(JobRow job, SortedMap<String, String> progress) {
    List<JobRow> parts = table.parts(job.id());
    long resealed =
        parts.stream().mapToLong(part -> number(part.progress(), CELLS)).sum()
            + number(progress, EARLIER);
    progress.put(CELLS, Long.toString(resealed));
    progress.put(
        "parts",
        parts.stream().filter(part -> part.state().isOver()).count() + " of " + parts.size());
    if (parts.stream().anyMatch(part -> !part.state().isOver())) {
      return Step.waiting(progress, "its parts");
    }
    for (JobRow part : parts) {
      if (part.state() == JobState.INCOMPLETE) {
        return again(progress, String.valueOf(part.progress().get(Step.PROBLEM)));
      }
    }
    List<String> broken =
        parts.stream()
            .map(part -> part.progress().getOrDefault(QUARANTINED, ""))
            .filter(list -> !list.isEmpty())
            .toList();
    progress.put(QUARANTINED, String.join("\n", broken));
    if (!broken.isEmpty()) {
      return again(
          progress,
          "cells do not open; they are listed as quarantined, and were left as they are. Nothing"
              + " was destroyed. Restore or remove them, and resume the job.");
    }
    return to(progress, Phase.DRAIN);
  }

  /** Stops, so that going on begins with another sweep. */
  private static Step again(SortedMap<String, String> progress, String problem) {
    progress.put(PHASE, Phase.SPLIT.name());
    return Step.incomplete(progress, problem);
  }

  /** Waits for the end of what had begun by the time that all instances knew better. */
  private Step settle(SortedMap<String, String> progress, Phase next) {
    if (!progress.containsKey(FENCE)) {
      progress.put(FENCE, cells.now().toString());
      return Step.next(progress);
    }
    List<String> open = cells.transactionsBefore(time(progress, FENCE));
    if (!open.isEmpty()) {
      return Step.waiting(progress, "the end of " + String.join("; ", open));
    }
    progress.remove(FENCE);
    return to(progress, next);
  }

  private Step verify(TenantId tenant, SortedMap<String, String> progress, Phase next) {
    long left =
        cells.remaining(tenant, version(progress)).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    if (left > 0) {
      // Sealed by what had begun before all instances knew of the new version, and came late.
      return to(progress, Phase.SPLIT);
    }
    progress.put(VERIFIED, table.now().toString());
    return to(progress, next);
  }

  private Step grace(JobRow job, SortedMap<String, String> progress) {
    Instant until =
        time(progress, VERIFIED).plus(Duration.parse(job.specification().get(GRACE)));
    return table.now().isBefore(until)
        ? Step.waiting(progress, "the end of the grace at " + until, until)
        : to(progress, Phase.DRAIN_AGAIN);
  }

  /**
   * A process that fell silent before it had seen the change may only be frozen. It cannot send
   * what it had sealed once its connections are gone.
   */
  private Step frozen(SortedMap<String, String> progress) {
    for (InstanceRow silent : instances.silentSince(time(progress, CHANGED))) {
      List<String> sessions = cells.sessionsBefore(silent.heartbeat().plus(ring));
      if (!sessions.isEmpty()) {
        return Step.waiting(
            progress,
            "instance "
                + silent.id()
                + ", silent since "
                + silent.heartbeat()
                + ": "
                + sessions.size()
                + " connections have done nothing since, and may be its own, such as "
                + sessions.get(0)
                + ". If its process is gone, forget the instance");
      }
    }
    return to(progress, Phase.SETTLE_AGAIN);
  }

  private Step destroy(JobRow job, TenantId tenant, SortedMap<String, String> progress) {
    Optional<String> elsewhere = elsewhere();
    if (elsewhere.isPresent()) {
      return Step.incomplete(progress, elsewhere.get());
    }
    changes.of(tenant, found -> rotating.destroyBefore(found, version(progress)));
    table.removeParts(job.id());
    return Step.done(progress, 0);
  }

  @Override
  public Step work(JobRow part) {
    SortedMap<String, String> progress = new TreeMap<>(part.progress());
    SortedMap<String, String> what = part.specification();
    TenantCells.Range range =
        new TenantCells.Range(
            String.valueOf(what.get(TABLE)),
            Optional.ofNullable(progress.getOrDefault(NEXT, what.get(AFTER))),
            Optional.ofNullable(what.get(UP_TO)));
    TenantCells.Swept swept =
        cells.sweep(part.tenant().orElseThrow(), version(what), range, ROWS_PER_STEP);
    progress.put(CELLS, Long.toString(number(progress, CELLS) + swept.resealed()));
    List<String> broken = new ArrayList<>(swept.quarantined());
    String before = progress.getOrDefault(QUARANTINED, "");
    if (!before.isEmpty()) {
      broken.add(0, before);
    }
    progress.put(QUARANTINED, String.join("\n", broken));
    if (swept.next().isEmpty()) {
      return Step.done(progress, swept.scanned());
    }
    progress.put(NEXT, swept.next().get());
    return Step.next(progress, swept.scanned());
  }

  /** A version that was never let seal goes; one that did stays readable, like the older ones. */
  @Override
  public void giveUp(JobRow job) {
    String version = job.progress().get(VERSION);
    if (version != null) {
      changes.of(
          job.tenant().orElseThrow(), found -> rotating.discard(found, Integer.parseInt(version)));
    }
  }

  private static Step when(
      Optional<String> inTheWay, SortedMap<String, String> progress, Phase next) {
    return inTheWay.isPresent()
        ? Step.waiting(progress, inTheWay.get())
        : to(progress, next);
  }

  private static Step to(SortedMap<String, String> progress, Phase next) {
    progress.put(PHASE, next.name());
    return Step.next(progress);
  }

  private static int version(Map<String, String> progress) {
    return Integer.parseInt(String.valueOf(progress.get(VERSION)));
  }

  private static Instant time(Map<String, String> progress, String name) {
    return Instant.parse(String.valueOf(progress.get(name)));
  }

  private static long number(Map<String, String> progress, String name) {
    return Long.parseLong(progress.getOrDefault(name, "0"));
  }
}
