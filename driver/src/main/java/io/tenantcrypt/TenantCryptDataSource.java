package io.tenantcrypt;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.SqlExceptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of ours, over a URL or over a data source of the real driver. Each is a new one of
 * that data source; put a pool on top of this, not beneath it, since the driver takes connections
 * of its own from there too. Safe for use by several threads once it is set up.
 */
public final class TenantCryptDataSource extends UrlDataSource implements DataSource {

  private static final long serialVersionUID = 1;

  private static final Connecting CONNECTING = new Connecting(RuntimeRegistry.SHARED);

  private transient @Nullable DataSource real;

  /** A data source that is not set up. */
  public TenantCryptDataSource() {}

  /** The real driver's data source, in place of a URL; it has user and password of its own. */
  public void setDataSource(@Nullable DataSource real) {
    this.real = real;
  }

  @Override
  boolean overAnother() {
    return real != null;
  }

  @Override
  public Connection getConnection() throws SQLException {
    DataSource beneath = real;
    return beneath == null
        ? byUrl(copy())
        : CONNECTING.byDataSource(beneath, beneath.getConnection(), copy());
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return byUrl(copy(user, password));
  }

  private Connection byUrl(Properties given) throws SQLException {
    String at = requiredUrl("DataSource");
    try {
      LoginTimeout.put(at, getLoginTimeout(), given);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
    return CONNECTING.byUrl(at, given);
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    if (wanted.isInstance(this)) {
      return wanted.cast(this);
    }
    throw refused("The real data source is not handed out: it would bypass the tenant boundary.");
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return wanted.isInstance(this);
  }
}
