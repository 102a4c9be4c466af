package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Destroys all keys of a tenant for good: one database user requests it, another one approves it,
 * and after a window {@link Jobs#run} does it. Who they are is what the key tables' server says of
 * the session, never what a caller says. Until the keys are destroyed {@link Jobs#cancel} gives it
 * up. The tenant's rows stay where they are; deleting them is the operator's matter. Safe for
 * several threads.
 *
 * <p>Every method throws {@link TenantCryptException} as the key tables answer; TC011 if an id is
 * not canonical.
 */
public final class Shredding {

  private static final int LONGEST_REASON = 1_000;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 50;
  private static final int POLLS = 200;

  private final KeyRuntime runtime;
  private final JobTable table;
  private final Change changes;
  private final Shred shred;
  private final ShredCertificates certificates;

  Shredding(KeyRuntime runtime, Change changes, Shred shred, ShredCertificates certificates) {
    this.runtime = runtime;
    this.table = runtime.jobs();
    this.changes = changes;
    this.shred = shred;
    this.certificates = certificates;
  }

  /** Requests it with {@link ShredOptions#DEFAULT}, otherwise as the longer form. */
  public JobSummary request(String tenant, String reason) {
    return request(tenant, reason, ShredOptions.DEFAULT);
  }

  /**
   * Begins a job that waits for another user's approval. Requesting the same again gives the job
   * that is there.
   *
   * @param reason stands in the certificate; 1 to 1,000 characters
   * @throws TenantCryptException TC012 if there is no such tenant; TC034 if it is shredded already;
   *     TC040 if there is no reason; TC041 if it is requested already, by another user or otherwise
   */
  public JobSummary request(String tenant, String reason, ShredOptions options) {
    TenantId id = TenantId.of(tenant);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "A tenant is shredded for a reason of 1 to "
              + LONGEST_REASON
              + " characters, which the certificate tells.");
    }
    changes.require(id).requireNotShredded();
    SortedMap<String, String> what = new TreeMap<>();
    what.put(Shred.REASON, reason);
    what.put(Shred.REQUESTED_BY, user());
    what.put(Shred.WINDOW, options.window().toString());
    what.put(Shred.SUSPEND, Boolean.toString(options.suspend()));
    options.backupRetention().ifPresent(time -> what.put(Shred.RETENTION, time.toString()));
    List<JobRow> earlier =
        table.list().stream()
            .filter(row -> row.kind().equals(Shred.NAME) && row.tenant().equals(Optional.of(id)))
            .toList();
    Optional<JobRow> open =
        earlier.stream().filter(row -> row.state() != JobState.CANCELLED).findFirst();
    if (open.isPresent()) {
      return same(open.get(), what);
    }
    // Of two that ask at once the second finds the first one's job, for it has the same id.
    KeyId job = Keys.jobId(Shred.NAME, tenant, Integer.toString(earlier.size()));
    JobRow row = JobRow.fresh(job, Shred.NAME, Optional.of(id), what, table.now());
    return table.insert(List.of(row)) ? JobSummary.of(row) : same(require(job.value()), what);
  }

  private static JobSummary same(JobRow there, SortedMap<String, String> what) {
    if (!there.specification().equals(what)) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "Job "
              + there.id()
              + " is there to shred this tenant, requested by "
              + Shred.text(there.specification(), Shred.REQUESTED_BY)
              + ". Approve or cancel that one.");
    }
    return JobSummary.of(there);
  }

  /** The authenticated user of the session with the key tables. */
  private String user() {
    String user = runtime.user();
    if (user.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC033,
          "The server of the key tables has authenticated no user for this session, and shredding"
              + " needs two. Log in with an account that has a name.");
    }
    return user;
  }

  /**
   * Approves a request, as the user of the key tables' session. From now on the window runs; where
   * the request says so, the tenant is suspended at once. Approving again changes nothing.
   *
   * @throws TenantCryptException TC033 if this user has requested it; TC041 if there is no such
   *     request, or it is paused or cancelled
   */
  public JobSummary approve(String jobId) {
    String user = user();
    for (int i = 0; i < POLLS; i++) {
      JobRow row = require(jobId);
      if (Shred.text(row.specification(), Shred.REQUESTED_BY).equals(user)) {
        throw new TenantCryptException(
            ErrorCode.TC033,
            "Job "
                + jobId
                + " was requested by the database user "
                + user
                + ", who cannot approve it too. Another user must, with a session of their own.");
      }
      if (Shred.isApproved(row)) {
        return JobSummary.of(row);
      }
      if (row.state() != JobState.READY) {
        throw new TenantCryptException(
            ErrorCode.TC041,
            "Job " + jobId + " is " + row.state() + " and cannot be approved as it is.");
      }
      Optional<JobRow> approved =
          table
              .claim(row.id(), KeyId.random(), LEASE)
              .filter(mine -> !Shred.isApproved(mine))
              .flatMap(mine -> approved(mine, user));
      if (approved.isPresent()) {
        shred.suspend(approved.get());
        return JobSummary.of(approved.get());
      }
      await();
    }
    throw new TenantCryptException(
        ErrorCode.TC031, "Somebody works on job " + jobId + " all the time. Try again.");
  }

  private Optional<JobRow> approved(JobRow mine, String user) {
    return table.save(mine, mine.with(mine.state(), shred.approved(mine, user)), Optional.empty());
  }

  private static void await() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantCryptException(
          ErrorCode.TC030, "Interrupted while approving. It can be approved again.", e);
    }
  }

  /**
   * Certifies anew what a job has destroyed: of KEKs it tells what their KMSs say now. The first
   * certificate stands in the job's progress as {@code certificate}.
   *
   * @throws TenantCryptException TC041 if there is no such job, or its keys are not destroyed and
   *     forgotten everywhere yet
   */
  public ShredCertificate certificate(String jobId) {
    JobRow row = require(jobId);
    if (!Shred.isSpread(row)) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "Job " + jobId + " has not destroyed the keys in every instance yet. Run it to its end.");
    }
    return certificates.of(row);
  }

  /** The public key of this deployment's certificates, in hexadecimal: to be pinned beforehand. */
  public String publicKey() {
    return HexFormat.of().formatHex(runtime.certificateKey().publicKey());
  }

  /**
   * Begins to shred what a rehearsal has made, without anybody's approval.
   *
   * @param made by {@code provisioning().rehearse}; of any other tenant the job destroys nothing
   */
  JobSummary rehearsed(TenantRing made, KeyId run) {
    SortedMap<String, String> what = new TreeMap<>();
    what.put(Shred.REASON, "rehearsal");
    what.put(Shred.REQUESTED_BY, user());
    what.put(Shred.REHEARSAL, run.value());
    what.put(Shred.WINDOW, Duration.ZERO.toString());
    what.put(Shred.SUSPEND, Boolean.toString(false));
    JobRow row =
        JobRow.fresh(KeyId.random(), Shred.NAME, Optional.of(made.tenant()), what, table.now());
    JobRow ready = row.with(JobState.READY, Shred.rehearsed(row.created()));
    table.insert(List.of(ready));
    return JobSummary.of(ready);
  }

  private JobRow require(String jobId) {
    return table
        .find(Jobs.id(jobId))
        .filter(row -> row.kind().equals(Shred.NAME))
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC041,
                    "There is no job of this id that shreds a tenant. List the jobs to see what"
                        + " there is."));
  }
}
