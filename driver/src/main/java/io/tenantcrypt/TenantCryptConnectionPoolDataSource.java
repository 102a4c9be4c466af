package io.tenantcrypt;

import io.tenantcrypt.jdbc.CryptPooledConnection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;

/**
 * Physical connections of ours for a pool that asks for them, over a URL or over a {@code
 * ConnectionPoolDataSource} of the real driver. Safe for use by several threads once it is set up.
 */
public final class TenantCryptConnectionPoolDataSource extends UrlDataSource
    implements ConnectionPoolDataSource {

  private static final long serialVersionUID = 1;

  private static final PhysicalConnections PHYSICAL =
      new PhysicalConnections(RuntimeRegistry.SHARED);

  private transient @Nullable ConnectionPoolDataSource real;

  /** A data source that is not set up. */
  public TenantCryptConnectionPoolDataSource() {}

  /** The real driver's data source, in place of a URL. */
  public void setDataSource(@Nullable ConnectionPoolDataSource real) {
    this.real = real;
  }

  @Override
  boolean overAnother() {
    return real != null;
  }

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    ConnectionPoolDataSource beneath = real;
    return beneath == null
        ? byUrl(copy())
        : PHYSICAL.byDataSource(
            beneath, copy(), beneath::getPooledConnection, CryptPooledConnection::new);
  }

  @Override
  public PooledConnection getPooledConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return byUrl(copy(user, password));
  }

  private PooledConnection byUrl(Properties given) throws SQLException {
    return PHYSICAL.byUrl(
        requiredUrl("ConnectionPoolDataSource"),
        given,
        (url, theirs) ->
            RealDataSources.pooled(url, theirs, getLoginTimeout()).getPooledConnection(),
        CryptPooledConnection::new);
  }
}
