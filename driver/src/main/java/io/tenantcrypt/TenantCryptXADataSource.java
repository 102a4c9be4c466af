package io.tenantcrypt;

import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * The place of distributed transactions, which are not available in this version: their beginning
 * and end do not pass the connection, so that a tenant's binding and uncommitted tables could
 * outlive them. Everything is refused with TC040.
 */
public final class TenantCryptXADataSource extends CommonDataSource implements XADataSource {

  /** A data source that refuses. */
  public TenantCryptXADataSource() {}

  @Override
  public XAConnection getXAConnection() throws SQLException {
    throw refused(
        "Distributed transactions are not available in this version. Use TenantCryptDataSource.");
  }

  @Override
  public XAConnection getXAConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getXAConnection();
  }
}
