package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.policy.KeyPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Destroys all keys of a tenant for good: after another user than who asked has approved, and after
 * a window in which it can be given up. Ends when every instance has seen it, with a certificate.
 */
final class Shred implements JobKind {

  static final String NAME = "shred";

  // What was asked for.
  static final String REASON = "reason";
  static final String REQUESTED_BY = "requestedBy";
  static final String WINDOW = "window";
  static final String SUSPEND = "suspend";
  static final String RETENTION = "backupRetention";
  static final String REHEARSAL = "rehearsal";

  // How far it is.
  static final String APPROVED_BY = "approvedBy";
  static final String APPROVED_AT = "approvedAt";
  static final String UNTIL = "until";
  static final String DESTROYED_AT = "destroyedAt";
  static final String LIVE_FROM = "liveFrom";
  static final String CERTIFICATE = "certificate";
  private static final String PHASE = "phase";
  private static final String SUSPENDED_FROM = "suspendedFrom";
  private static final String CHANGED = "changed";

  /** How far it is. The names stand in the job table. */
  private enum Phase {
    APPROVAL,
    WINDOW,
    SPREAD,
    CERTIFY
  }

  /** For so long after the window a KMS is waited for that does not answer. */
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final KeyRuntime runtime;
  private final JobTable table;
  private final Instances instances;
  private final Change changes;
  private final ShredRecording recording;
  private final ShredCertificates certificates;
  private final KeyPolicy.Cache cache;

  Shred(
      KeyRuntime runtime,
      Instances instances,
      Change changes,
      ShredRecording recording,
      ShredCertificates certificates,
      KeyPolicy.Cache cache) {
    this.runtime = runtime;
    this.table = runtime.jobs();
    this.instances = instances;
    this.changes = changes;
    this.recording = recording;
    this.certificates = certificates;
    this.cache = cache;
  }

  @Override
  public String name() {
    return NAME;
  }

  private static Phase phase(JobRow job) {
    return Phase.valueOf(job.progress().getOrDefault(PHASE, Phase.APPROVAL.name()));
  }

  static boolean isApproved(JobRow job) {
    return phase(job) != Phase.APPROVAL;
  }

  /** Whether the keys are gone. */
  static boolean isDestroyed(JobRow job) {
    return phase(job).compareTo(Phase.SPREAD) >= 0;
  }

  /** Whether every instance has seen that they are. */
  static boolean isSpread(JobRow job) {
    return phase(job) == Phase.CERTIFY;
  }

  /** The progress once somebody has approved. */
  SortedMap<String, String> approved(JobRow job, String user) {
    SortedMap<String, String> progress = new TreeMap<>(job.progress());
    Instant now = table.now();
    progress.remove(Step.WAITING);
    progress.put(APPROVED_BY, user);
    progress.put(APPROVED_AT, now.toString());
    progress.put(UNTIL, now.plus(Duration.parse(text(job.specification(), WINDOW))).toString());
    progress.put(PHASE, Phase.WINDOW.name());
    TenantRing tenant = changes.require(job.tenant().orElseThrow());
    if (Boolean.parseBoolean(job.specification().get(SUSPEND))
        && tenant.state() == TenantState.ACTIVE) {
      progress.put(SUSPENDED_FROM, Long.toString(tenant.epoch()));
    }
    return progress;
  }

  /** The progress of what a rehearsal has made and now shreds. */
  static SortedMap<String, String> rehearsed(Instant now) {
    SortedMap<String, String> progress = new TreeMap<>();
    progress.put(UNTIL, now.toString());
    progress.put(PHASE, Phase.WINDOW.name());
    return progress;
  }

  /** Suspends the tenant if that was asked for and nobody has changed it since the approval. */
  void suspend(JobRow job) {
    String from = job.progress().get(SUSPENDED_FROM);
    if (from != null) {
      changes.of(
          job.tenant().orElseThrow(),
          tenant ->
              tenant.state() == TenantState.ACTIVE && tenant.epoch() == Long.parseLong(from)
                  ? replaced(tenant, tenant.with(TenantState.SUSPENDED))
                  : Optional.of(tenant));
    }
  }

  private Optional<TenantRing> replaced(TenantRing tenant, TenantRing next) {
    return runtime.table().replace(tenant, next) ? Optional.of(next) : Optional.empty();
  }

  @Override
  public Step advance(JobRow job) {
    SortedMap<String, String> progress = new TreeMap<>(job.progress());
    return switch (phase(job)) {
      case APPROVAL ->
          Step.waiting(
              progress,
              "the approval of another database user than "
                  + text(job.specification(), REQUESTED_BY));
      case WINDOW -> window(job, progress);
      case SPREAD -> spread(progress);
      case CERTIFY -> {
        progress.put(CERTIFICATE, certificates.of(job).json());
        yield Step.done(progress, 1);
      }
    };
  }

  private Step window(JobRow job, SortedMap<String, String> progress) {
    Instant until = time(progress, UNTIL);
    Instant now = table.now();
    if (now.isBefore(until)) {
      suspend(job);
      return Step.waiting(progress, "the end of the window at " + until, until);
    }
    TenantRing tenant = changes.require(job.tenant().orElseThrow());
    // Job and tenant change at once: where this job has shredded it, that can be seen by now.
    if (tenant.state() == TenantState.SHREDDED
        && table.find(job.id()).filter(Shred::isDestroyed).isPresent()) {
      return Step.next(progress);
    }
    tenant.requireNotShredded();
    requireAllowed(job, tenant);
    recording.of(tenant, now.isBefore(until.plus(PATIENCE))).put(progress);
    Instant destroyed = table.now();
    progress.put(DESTROYED_AT, destroyed.toString());
    progress.put(PHASE, Phase.SPREAD.name());
    Step next = Step.next(progress);
    // From here on the job cannot be given up, and before this nothing is destroyed. Where job or
    // tenant were changed meanwhile nothing is, and the next step begins with them as they are.
    if (!runtime
        .tombstones()
        .bury(job, job.with(next.state(), next.progress()), tenant, tenant.shredded(destroyed))) {
      return Step.next(new TreeMap<>(job.progress()));
    }
    runtime.dataKeys().evict(tenant.tenant());
    return next;
  }

  private static void requireAllowed(JobRow job, TenantRing tenant) {
    String rehearsal = job.specification().get(REHEARSAL);
    String approved = job.progress().get(APPROVED_BY);
    boolean allowed =
        rehearsal == null
            ? approved != null && !approved.equals(job.specification().get(REQUESTED_BY))
            : tenant.past().rehearsal().equals(Optional.of(new KeyId(rehearsal)));
    if (!allowed) {
      throw new TenantCryptException(
          ErrorCode.TC033,
          "Job "
              + job.id()
              + " may not shred tenant "
              + tenant.tenant()
              + ": no second user has approved it"
              + (rehearsal == null ? "." : ", and its rehearsal has not made that tenant.")
              + " Nothing was destroyed. Request it anew.");
    }
  }

  private Step spread(SortedMap<String, String> progress) {
    if (!progress.containsKey(CHANGED)) {
      progress.put(CHANGED, instances.now().toString());
      progress.put(LIVE_FROM, time(progress, DESTROYED_AT).plus(longestInMemory()).toString());
      return Step.next(progress);
    }
    Optional<String> inTheWay = instances.inTheWay(time(progress, CHANGED), cache.ring());
    if (inTheWay.isPresent()) {
      return Step.waiting(progress, inTheWay.get());
    }
    Instant now = instances.now();
    if (now.isAfter(time(progress, LIVE_FROM))) {
      progress.put(LIVE_FROM, now.toString());
    }
    progress.put(PHASE, Phase.CERTIFY.name());
    return Step.next(progress);
  }

  /** In which no instance keeps a key that it had when the keys were destroyed. */
  private Duration longestInMemory() {
    Duration longest = inMemory(cache.ring(), cache.ttl(), cache.staleIfUnavailable());
    for (InstanceRow row : instances.rows()) {
      Duration theirs = inMemory(row.ringTtl(), row.keyTtl(), row.stale());
      longest = theirs.compareTo(longest) > 0 ? theirs : longest;
    }
    return longest;
  }

  /** A key that nobody uses leaves with the first sweep after its time, a quarter of that later. */
  private static Duration inMemory(Duration ring, Duration ttl, Duration stale) {
    return ring.plus(ttl).plus(stale).plus(ttl.dividedBy(4)).plusSeconds(1);
  }

  @Override
  public Step work(JobRow part) {
    throw new TenantCryptException(
        ErrorCode.TC041, "Job " + part.id() + " is a part of one that has none.");
  }

  @Override
  public void requireMayGiveUp(JobRow job) {
    if (isDestroyed(job)) {
      throw new TenantCryptException(
          ErrorCode.TC034,
          "Job "
              + job.id()
              + " has destroyed the keys: there is nothing left to give up. Let it end, and read"
              + " its certificate.");
    }
  }

  /** Resumes the tenant if the approval has suspended it and nothing was changed since. */
  @Override
  public void giveUp(JobRow job) {
    String from = job.progress().get(SUSPENDED_FROM);
    if (from != null) {
      changes.of(
          job.tenant().orElseThrow(),
          tenant ->
              tenant.state() == TenantState.SUSPENDED && tenant.epoch() == Long.parseLong(from) + 1
                  ? replaced(tenant, tenant.with(TenantState.ACTIVE))
                  : Optional.of(tenant));
    }
  }

  static String text(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "A job lacks its " + name + ". A newer version has written it; use that.");
    }
    return value;
  }

  static Instant time(Map<String, String> values, String name) {
    return Instant.parse(text(values, name));
  }
}
