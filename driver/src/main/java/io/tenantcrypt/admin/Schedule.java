package io.tenantcrypt.admin;

import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.MessageMeter;
import io.tenantcrypt.keys.UsageTable;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
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
    KeyAges ages = new KeyAges(rotation, jobs.now(), lastRewrapping());
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
                      due.addAll(ages.due(ring.tenant(), key));
                    }));
    return List.copyOf(due);
  }

  private Optional<Instant> lastRewrapping() {
    return jobs.list().stream()
        .filter(row -> row.kind().equals(Keys.REWRAP) && row.state() == JobState.DONE)
        .map(JobRow::created)
        .max(Instant::compareTo);
  }
}
