package io.tenantcrypt.it.frameworks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool of every application: as small as the steps allow, so that connections are reused. */
public final class Pool {

  private Pool() {}

  /** A pool of two connections. */
  public static HikariDataSource of(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(5_000);
    return new HikariDataSource(config);
  }
}
