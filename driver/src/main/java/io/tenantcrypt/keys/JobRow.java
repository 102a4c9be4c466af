package io.tenantcrypt.keys;

import io.tenantcrypt.tenancy.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A long operation, or a part of one that a worker can take for itself. Immutable.
 *
 * @param id random; a part's begins as its whole's does, see {@link #part}
 * @param kind what is done
 * @param tenant whose keys or data, if it is one tenant's
 * @param state how it stands
 * @param specification what was asked for; never changes
 * @param progress what is done of it, and what is in its way
 * @param owner the worker that goes on with it now, if any does
 * @param leaseUntil when another one may take it, by the database's clock
 * @param created when it was asked for, by the database's clock
 * @param changed when it was written last, by the database's clock
 */
public record JobRow(
    KeyId id,
    String kind,
    Optional<TenantId> tenant,
    JobState state,
    SortedMap<String, String> specification,
    SortedMap<String, String> progress,
    Optional<KeyId> owner,
    Optional<Instant> leaseUntil,
    Instant created,
    Instant changed) {

  /** A part's kind is its whole's with this behind it. */
  public static final String PART = ".part";

  private static final int STEM = 20;

  public JobRow {
    specification = Collections.unmodifiableSortedMap(new TreeMap<>(specification));
    progress = Collections.unmodifiableSortedMap(new TreeMap<>(progress));
  }

  /** A fresh one, which nobody works on. */
  public static JobRow fresh(
      KeyId id,
      String kind,
      Optional<TenantId> tenant,
      SortedMap<String, String> specification,
      Instant now) {
    return new JobRow(
        id,
        kind,
        tenant,
        JobState.READY,
        specification,
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        now,
        now);
  }

  /**
   * A part of this one, of the same id however often it is made.
   *
   * @param number from 0, below 2^48
   */
  public JobRow part(long number, SortedMap<String, String> what, Instant now) {
    KeyId partId = new KeyId(stem(id) + "%012x".formatted(number));
    return fresh(partId, kind + PART, tenant, what, now);
  }

  /** What the ids of all parts begin with: 80 random bits of the whole's. */
  public static String stem(KeyId whole) {
    return whole.value().substring(0, STEM);
  }

  /** Whether it is a part of another one. */
  public boolean isPart() {
    return kind.endsWith(PART);
  }

  /** The same with another state and progress. */
  public JobRow with(JobState next, SortedMap<String, String> nextProgress) {
    return new JobRow(
        id, kind, tenant, next, specification, nextProgress, owner, leaseUntil, created, changed);
  }
}
