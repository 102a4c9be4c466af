package io.tenantcrypt;

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
public final class TenantCryptDataSource extends CommonDataSource implements DataSource {

  private static final Connecting CONNECTING = new Connecting(RuntimeRegistry.SHARED);

  private @Nullable String url;
  private @Nullable DataSource real;

  /** A data source that is not set up. */
  public TenantCryptDataSource() {}

  /** A URL that begins with {@code jdbc:tenantcrypt:}. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /** The URL, or null. */
  public @Nullable String getUrl() {
    return url;
  }

  /** The real driver's data source, in place of a URL; it has user and password of its own. */
  public void setDataSource(@Nullable DataSource real) {
    this.real = real;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect(copy());
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    if (real != null) {
      throw refused(
          "A data source over another one takes no user and password here: set them there.");
    }
    Properties given = copy();
    if (user != null) {
      given.setProperty("user", user);
    }
    if (password != null) {
      given.setProperty("password", password);
    }
    return connect(given);
  }

  private Properties copy() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  private Connection connect(Properties given) throws SQLException {
    DataSource beneath = real;
    if (beneath != null) {
      return CONNECTING.byDataSource(beneath, beneath.getConnection(), given);
    }
    String at = url;
    if (at == null || !InnerUrl.accepts(at)) {
      throw refused(
          "The data source needs a url that begins with jdbc:tenantcrypt:, or a dataSource of the"
              + " real driver.");
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
