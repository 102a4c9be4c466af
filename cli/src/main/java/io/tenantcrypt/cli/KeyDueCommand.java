package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.DueKey;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.keys.JobState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the keys that want something done, and does it. */
@Command(
    name = "due",
    header = "Lists tenants whose keys should be rotated or wrapped anew.",
    description = {
      "",
      "By what keys.rotation says of ages, and by the number of cells: half of what a key may seal is",
      "sealed or reserved. At twice as many, sealing is refused (TC037).",
      "",
      "--run first goes on with the rotations and re-wraps that are there and not done, whoever began",
      "them, then begins those that are due and works on them, one after the other. What waits longer",
      "than --wait, such as a rotation in its grace, is gone on with by the next run. A job that is",
      "paused or incomplete is named and left alone: see job resume. A tenant that fails is named, and",
      "keeps no other back.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if a key is due. With --run the worst of all jobs and tenants: 0 all is done, 4 some",
      "wait and the next run goes on with them, 1 some are incomplete, 3 or 5 some are refused or",
      "paused.",
      "",
      "Example:",
      "  tenantcrypt key due --json",
      "  0 3 * * *  tenantcrypt key due --run --rate 2000 --wait 10m     # crontab"
    })
final class KeyDueCommand extends DatabaseLeaf {

  private static final String ROTATE = "rotate";
  private static final String REWRAP = "rewrap";

  @Option(names = "--run", description = "Rotates and wraps anew what is due, and goes on with it.")
  private boolean run;

  @Mixin private final JobWork work = new JobWork();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    return run ? work(tenantCrypt) : list(tenantCrypt.keys().due());
  }

  private ExitCode list(List<DueKey> due) {
    List<Json> lines = new ArrayList<>();
    Table table = new Table("TENANT", "VERSION", "REASON", "DETAIL");
    for (DueKey key : due) {
      lines.add(
          Json.of("due")
              .put("tenant", key.tenant())
              .put("version", key.version())
              .put("reason", key.reason())
              .put("detail", key.detail()));
      table.row(key.tenant(), String.valueOf(key.version()), key.reason().name(), key.detail());
    }
    output().tell(streams(), lines, table);
    return due.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private ExitCode work(TenantCrypt tenantCrypt) {
    work.check();
    ExitCode worst = ExitCode.OK;
    Set<String> rotating = new HashSet<>();
    boolean rewrapping = false;
    for (JobSummary job : unfinished(tenantCrypt.jobs().list())) {
      job.tenant().ifPresent(rotating::add);
      // An incomplete one has done all tenants that it could; once it is due, another is begun.
      rewrapping |= job.kind().equals(REWRAP) && job.state() != JobState.INCOMPLETE;
      worst = worst.or(goOn(tenantCrypt, job.tenant(), () -> job));
    }
    List<DueKey> due = tenantCrypt.keys().due();
    List<String> tenants =
        due.stream()
            .filter(key -> key.reason() != DueKey.Reason.KEK_AGE)
            .map(DueKey::tenant)
            .distinct()
            .filter(tenant -> !rotating.contains(tenant))
            .toList();
    for (String tenant : tenants) {
      worst =
          worst.or(goOn(tenantCrypt, Optional.of(tenant), () -> tenantCrypt.keys().rotate(tenant)));
    }
    if (!rewrapping && due.stream().anyMatch(key -> key.reason() == DueKey.Reason.KEK_AGE)) {
      worst = worst.or(goOn(tenantCrypt, Optional.empty(), tenantCrypt.keys()::rewrapAll));
    }
    return worst;
  }

  /**
   * Rotations and re-wraps that are not done, the oldest first. Of re-wraps only the newest says
   * how things stand: it was over all tenants, as those before it.
   */
  private static List<JobSummary> unfinished(List<JobSummary> newestFirst) {
    List<JobSummary> unfinished = new ArrayList<>();
    boolean later = false;
    for (JobSummary job : newestFirst) {
      boolean rewraps = job.kind().equals(REWRAP);
      boolean open = job.state() == JobState.READY || job.state() == JobState.PAUSED;
      boolean stuck = job.state() == JobState.INCOMPLETE && !(rewraps && later);
      if ((rewraps || job.kind().equals(ROTATE)) && (open || stuck)) {
        unfinished.add(job);
      }
      later |= rewraps && job.state() != JobState.CANCELLED;
    }
    Collections.reverse(unfinished);
    return unfinished;
  }

  /** Works on a job if it is ready, tells how it stands, and tells a failure. */
  private ExitCode goOn(
      TenantCrypt tenantCrypt, Optional<String> tenant, Supplier<JobSummary> begun) {
    try {
      return work.run(tenantCrypt, begun.get().id(), output(), streams());
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e);
      output().tell(streams(), failure.json(tenant), failure.text(tenant));
      return failure.exit();
    }
  }
}
