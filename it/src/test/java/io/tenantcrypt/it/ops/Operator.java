package io.tenantcrypt.it.ops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobOptions;
import io.tenantcrypt.admin.JobSummary;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;

/** Somebody who works on key tables with a login of their own, in a runtime of their own. */
final class Operator implements AutoCloseable {

  private static final JobOptions SOON =
      JobOptions.DEFAULT
          .withWorkers(1)
          .withPatience(Duration.ofSeconds(5))
          .withLease(Duration.ofSeconds(1));

  private final HikariDataSource pool;
  private final TenantCrypt crypt;

  private Operator(HikariDataSource pool, TenantCrypt crypt) {
    this.pool = pool;
    this.crypt = crypt;
  }

  /**
   * Logs in.
   *
   * @param url the driver's
   * @param keys the key tables' own, with the login
   */
  static Operator of(String url, String keys) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        url.replaceAll("&tenantcrypt\\.keyStoreUrl=[^&]*", "")
            + "&tenantcrypt.keyStoreUrl="
            + URLEncoder.encode(keys, StandardCharsets.UTF_8));
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    HikariDataSource pool = new HikariDataSource(config);
    return new Operator(pool, TenantCrypt.of(pool));
  }

  TenantCrypt crypt() {
    return crypt;
  }

  HikariDataSource pool() {
    return pool;
  }

  JobSummary run(JobSummary job) {
    return crypt.jobs().run(job.id(), SOON);
  }

  @Override
  public void close() {
    pool.close();
  }
}
