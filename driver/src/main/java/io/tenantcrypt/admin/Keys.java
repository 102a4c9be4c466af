package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.Rotating;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Operations on keys that take long: each method begins a job and returns it; {@link Jobs#run}
 * works on it. Beginning one that is there already gives that one. Safe for several threads.
 *
 * <p>Every method throws {@link TenantCryptException} as the key tables, the data's database and
 * the KMS answer; TC011 if an id is not canonical; TC012 if there is no such tenant.
 */
public final class Keys {

  static final String REWRAP = "rewrap";
  static final String MOVE = "move";
  static final String FROM_TIER = "fromTier";
  static final String TO_TIER = "toTier";

  /** From the last cell under an old version to its destruction, where the policy says nothing. */
  private static final Duration GRACE = Duration.ofDays(7);

  private final JobTable table;
  private final Change changes;
  private final TenantCells cells;
  private final KeyPolicy policy;
  private final Schedule schedule;

  Keys(JobTable table, Change changes, TenantCells cells, KeyPolicy policy, Schedule schedule) {
    this.schedule = schedule;
    this.table = table;
    this.changes = changes;
    this.cells = cells;
    this.policy = policy;
  }

  /**
   * What {@link #rotate} would do.
   *
   * @throws TenantCryptException TC041 if a table of the tenant's cannot be swept
   */
  public RotationPlan plan(String tenant) {
    TenantId id = Change.named(tenant);
    TenantRing ring = changes.require(id);
    int next = next(ring);
    SortedMap<String, Long> counted = new TreeMap<>(cells.remaining(id, next));
    int from = ring.active(KeyPurpose.DEK).map(KeyRow::version).orElse(0);
    return new RotationPlan(tenant, from, next, counted, grace());
  }

  /**
   * Tenants, {@code $platform} among them, whose keys want something done: those of which half of
   * the cells that one column key may seal are sealed or reserved (at twice as many, sealing is
   * refused with TC037), and those that are older than {@code keys.rotation} wants them.
   */
  public List<DueKey> due() {
    return schedule.due();
  }

  private static int next(TenantRing ring) {
    return Rotating.pending(ring).map(KeyRow::version).orElse(Rotating.deks(ring).size() + 1);
  }

  private Duration grace() {
    return policy.rotation().grace().orElse(GRACE);
  }

  /**
   * Gives a tenant a new data key, seals all its cells anew under it, and destroys the older ones
   * when nothing needs them any more, at the earliest after {@code keys.rotation.grace} (7 days
   * where the policy says nothing). The tenant's statements go on all the while, and no other
   * tenant's rows are touched.
   *
   * @param tenant canonical, or {@code $platform} for the columns of tables that all tenants share
   * @throws TenantCryptException TC041 if a rotation of this tenant is incomplete: resume or cancel
   *     it first
   */
  public JobSummary rotate(String tenant) {
    TenantId id = Change.named(tenant);
    Optional<JobRow> there =
        table.list().stream()
            .filter(row -> row.kind().equals(Rotation.NAME) && row.tenant().equals(Optional.of(id)))
            .filter(row -> row.state() != JobState.DONE && row.state() != JobState.CANCELLED)
            .findFirst();
    if (there.isPresent()) {
      if (there.get().state() == JobState.INCOMPLETE) {
        throw new TenantCryptException(
            ErrorCode.TC041,
            "Job "
                + there.get().id()
                + " rotates tenant "
                + tenant
                + " and is incomplete. See what is in its way, then resume or cancel it.");
      }
      return JobSummary.of(there.get());
    }
    TenantRing ring = changes.require(id).requireNotShredded();
    SortedMap<String, String> what = new TreeMap<>();
    what.put(Rotation.GRACE, grace().toString());
    // Of two that ask at once the second finds the first one's job, for it has the same id.
    KeyId jobId =
        jobId(Rotation.NAME, tenant, Integer.toString(next(ring)), Long.toString(ring.epoch()));
    return begin(JobRow.fresh(jobId, Rotation.NAME, Optional.of(id), what, table.now()));
  }

  /**
   * Wraps the keys of all tenants anew, and the platform's own, as {@code tenants().rewrap} does
   * those of one.
   */
  public JobSummary rewrapAll() {
    return beginOrFind(REWRAP, new TreeMap<>());
  }

  /**
   * Moves the keys of all tenants of one tier to another, whose KEK needs no attributes, as {@code
   * tenants().move} does those of one tenant. The platform's own keys stay where they are.
   *
   * @param from the tier that they are in; empty for none
   * @param to one of {@code keys.tiers}; empty for {@code keys.kek}
   */
  public JobSummary moveAll(String from, String to) {
    return beginOrFind(MOVE, new TreeMap<>(Map.of(FROM_TIER, from, TO_TIER, to)));
  }

  private JobSummary beginOrFind(String kind, SortedMap<String, String> what) {
    Optional<JobRow> there =
        table.list().stream()
            .filter(row -> row.kind().equals(kind) && row.specification().equals(what))
            .filter(row -> row.state() == JobState.READY || row.state() == JobState.PAUSED)
            .findFirst();
    return there.isPresent()
        ? JobSummary.of(there.get())
        : begin(JobRow.fresh(KeyId.random(), kind, Optional.empty(), what, table.now()));
  }

  private JobSummary begin(JobRow job) {
    if (!table.insert(List.of(job))) {
      return JobSummary.of(table.find(job.id()).orElse(job));
    }
    return JobSummary.of(job);
  }

  static KeyId jobId(String... parts) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] digest = hash.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return new KeyId(HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
