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

  /** Carries transaction ids, never a statement; the session follows where a branch ends. */
  @Override
  public XAResource getXAResource() throws SQLException {
    return new CryptXaResource(raw.getXAResource(), this);
  }
}
