package io.tenantcrypt;

import io.tenantcrypt.jdbc.CryptXaConnection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * Physical connections of ours for distributed transactions, over a URL or over an {@code
 * XADataSource} of the real driver. Safe for use by several threads once it is set up.
 */
public final class TenantCryptXADataSource extends UrlDataSource implements XADataSource {

  private static final long serialVersionUID = 1;

  private static final PhysicalConnections PHYSICAL =
      new PhysicalConnections(RuntimeRegistry.SHARED);

  private transient @Nullable XADataSource real;

  /** A data source that is not set up. */
  public TenantCryptXADataSource() {}

  /** The real driver's data source, in place of a URL. */
  public void setDataSource(@Nullable XADataSource real) {
    this.real = real;
  }

  @Override
  boolean overAnother() {
    return real != null;
  }

  @Override
  public XAConnection getXAConnection() throws SQLException {
    XADataSource beneath = real;
    return beneath == null
        ? byUrl(copy())
        : PHYSICAL.byDataSource(beneath, copy(), beneath::getXAConnection, CryptXaConnection::new);
  }

  @Override
  public XAConnection getXAConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return byUrl(copy(user, password));
  }

  private XAConnection byUrl(Properties given) throws SQLException {
    return PHYSICAL.byUrl(
        requiredUrl("XADataSource"),
        given,
        (url, theirs) -> RealDataSources.xa(url, theirs, getLoginTimeout()).getXAConnection(),
        CryptXaConnection::new);
  }
}
