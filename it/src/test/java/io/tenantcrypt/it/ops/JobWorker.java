package io.tenantcrypt.it.ops;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.TenantCryptDataSource;
import io.tenantcrypt.admin.JobOptions;
import io.tenantcrypt.admin.JobSummary;
import java.time.Duration;

/** An operator's process that works on one job, and that may be killed. */
final class JobWorker {

  /** In place of a job: what a worker costs its machine without working. */
  static final String NONE = "none";

  private JobWorker() {}

  /**
   * Runs it.
   *
   * @param args the driver's URL; the job's id, or {@link #NONE}; at most so many rows a second
   */
  public static void main(String[] args) throws Exception {
    // Not a pool: a connection that lies idle might be that of a process which is only frozen, and
    // a rotation would wait for it.
    TenantCryptDataSource source = new TenantCryptDataSource();
    source.setUrl(args[0]);
    TenantCrypt crypt = TenantCrypt.of(source);
    System.out.println("WORKING");
    if (args[1].equals(NONE)) {
      Thread.sleep(Duration.ofMinutes(1).toMillis());
      return;
    }
    JobSummary job =
        crypt
            .jobs()
            .run(
                args[1],
                JobOptions.DEFAULT
                    .withWorkers(2)
                    .withRate(Long.parseLong(args[2]))
                    .withLease(Duration.ofSeconds(1))
                    .withPatience(Duration.ofMinutes(1)));
    System.out.println("ENDED " + job);
  }
}
