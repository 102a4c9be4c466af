package io.tenantcrypt.jdbc;

import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/** A physical connection that takes part in distributed transactions. */
public final class CryptXaConnection extends CryptPooledConnection implements XAConnection {

  private final XAConnection raw;

  /** Wraps a physical connection; see {@link CryptConnection#open}. */
  public CryptXaConnection(
      XAConnection raw, JdbcRuntime runtime, JdbcSettings settings, String outerUrl) {
    super(raw, runtime, settings, outerUrl);
    this.raw = raw;
  }

  /** The real driver's: it carries transaction ids, never a statement. */
  @Override
  public XAResource getXAResource() throws SQLException {
    return raw.getXAResource();
  }
}
