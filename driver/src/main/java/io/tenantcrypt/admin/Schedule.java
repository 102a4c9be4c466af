package io.tenantcrypt.admin;

import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.MessageMeter;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.UsageTable;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the policy's schedule and the message limits want. Safe for several threads. */
final class Schedule {

  private final TenantPages pages;
  private final UsageTable usage;
  private final JobTable jobs;
  private final KeyPolicy.Rotation rotation;

  Schedule(TenantPages pages, UsageTable usage, JobTable jobs, KeyPolicy.Rotation rotation) {
    this.pages = pages;
    this.usage = usage;
    this.jobs = jobs;
    this.rotation = rotation;
  }

  List<DueKey> due() {
    List<DueKey> due = new ArrayList<>();
    Map<TenantId, List<UsageTable.Usage>> used =
        usage.atLeast(MessageMeter.DUE).stream()
            .collect(Collectors.groupingBy(UsageTable.Usage::tenant));
    Instant now = jobs.now();
    Optional<Instant> wrapped = lastRewrapping();
    pages.forEachAndPlatform(
        ring ->
            ring.active(KeyPurpose.DEK)
                .ifPresent(
                    key -> {
                      for (UsageTable.Usage each : used.getOrDefault(ring.tenant(), List.of())) {
                        if (each.version() == key.version()) {
                          due.add(
                              new DueKey(
                                  ring.tenant().value(),
                                  key.version(),
                                  DueKey.Reason.MESSAGES,
                                  each.column() + ": " + each.reserved()));
                        }
                      }
                      old(ring, key, now, wrapped, due);
                    }));
    return List.copyOf(due);
  }

  private void old(
      TenantRing ring, KeyRow key, Instant now, Optional<Instant> wrapped, List<DueKey> due) {
    Instant sealing = key.activated().orElse(key.created());
    if (isOver(rotation.dek(), sealing, now)) {
      due.add(due(ring, key, DueKey.Reason.DATA_KEY_AGE, sealing, now));
    }
    // A key is wrapped when it is made, and by each job over all tenants that came to its end.
    Instant last = wrapped.filter(sealing::isBefore).orElse(key.created());
    if (isOver(rotation.kek(), last, now)) {
      due.add(due(ring, key, DueKey.Reason.KEK_AGE, last, now));
    }
  }

  private static boolean isOver(Optional<Duration> age, Instant since, Instant now) {
    return age.isPresent() && !now.isBefore(since.plus(age.get()));
  }

  private static DueKey due(
      TenantRing ring, KeyRow key, DueKey.Reason reason, Instant since, Instant now) {
    return new DueKey(
        ring.tenant().value(),
        key.version(),
        reason,
        Duration.between(since, now).toDays() + " days");
  }

  private Optional<Instant> lastRewrapping() {
    return jobs.list().stream()
        .filter(row -> row.kind().equals(Keys.REWRAP) && row.state() == JobState.DONE)
        .map(JobRow::created)
        .max(Instant::compareTo);
  }
}
