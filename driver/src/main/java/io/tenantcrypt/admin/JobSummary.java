package io.tenantcrypt.admin;

import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A long operation, told.
 *
 * @param id 32 hexadecimal digits
 * @param kind {@code rotate}, {@code rewrap}, {@code move} or {@code shred}
 * @param tenant whose keys or data, if it is one tenant's
 * @param state how it stands
 * @param asked what was asked for, by name
 * @param progress what is done of it, by name; {@code waiting} says what it waits for, {@code
 *     problem} what is in its way
 * @param created when it was asked for
 * @param changed when something was done for it last
 */
public record JobSummary(
    String id,
    String kind,
    Optional<String> tenant,
    JobState state,
    SortedMap<String, String> asked,
    SortedMap<String, String> progress,
    Instant created,
    Instant changed) {

  static JobSummary of(JobRow row) {
    return new JobSummary(
        row.id().value(),
        row.kind(),
        row.tenant().map(TenantId::value),
        row.state(),
        row.specification(),
        row.progress(),
        row.created(),
        row.changed());
  }

  /** What it waits for, if it waits. */
  public Optional<String> waiting() {
    return Optional.ofNullable(progress.get(Step.WAITING));
  }

  /** What is in its way, if something is. */
  public Optional<String> problem() {
    return Optional.ofNullable(progress.get(Step.PROBLEM));
  }
}
