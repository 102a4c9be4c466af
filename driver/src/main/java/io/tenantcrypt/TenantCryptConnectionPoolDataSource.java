package io.tenantcrypt;

import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;

/**
 * The place of an application server's own pooling, which is not available in this version.
 * Everything is refused with TC040; HikariCP, DBCP2, Tomcat and Agroal pool over {@link
 * TenantCryptDataSource} or the URL.
 */
public final class TenantCryptConnectionPoolDataSource extends CommonDataSource
    implements ConnectionPoolDataSource {

  /** A data source that refuses. */
  public TenantCryptConnectionPoolDataSource() {}

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    throw refused(
        "PooledConnection is not available in this version. Give the pool a TenantCryptDataSource,"
            + " or the URL and the driver class.");
  }

  @Override
  public PooledConnection getPooledConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getPooledConnection();
  }
}
