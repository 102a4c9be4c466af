package io.tenantcrypt.it.ops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobOptions;
import io.tenantcrypt.admin.JobSummary;
import java.time.Duration;

/** An operator's process that works on one job, and that may be killed. */
final class JobWorker {

  private JobWorker() {}

  /**
   * Runs it.
   *
   * @param args the driver's URL; the job's id; at most so many rows a second
   */
  public static void main(String[] args) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(args[0]);
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      TenantCrypt crypt = TenantCrypt.of(pool);
      System.out.println("WORKING");
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
}
