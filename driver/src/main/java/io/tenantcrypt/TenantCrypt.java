package io.tenantcrypt;

import io.tenantcrypt.admin.Tenants;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.CryptConnection;
import io.tenantcrypt.jdbc.SqlExceptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What an application does with the driver besides JDBC. Keeps its runtime alive while it is
 * reachable. Safe for use by several threads.
 */
public final class TenantCrypt {

  private final TenantCryptRuntime runtime;

  private TenantCrypt(TenantCryptRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * The runtime behind a data source. It takes one connection from it and gives it back.
   *
   * @param dataSource over our URL or driver, directly or through a pool that unwraps
   * @throws SQLException as the data source throws it; TC040 if its connections are not ours
   */
  public static TenantCrypt of(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.isWrapperFor(CryptConnection.class)) {
        throw SqlExceptions.of(
            new TenantCryptException(
                ErrorCode.TC040,
                "The data source gives no connections of TenantCrypt. Its URL must begin with"
                    + " jdbc:tenantcrypt:."));
      }
      return RuntimeRegistry.SHARED.facade(
          connection.unwrap(CryptConnection.class), TenantCrypt::new);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /**
   * Puts the driver over a data source of the real driver. Give it a plain one, not a pool: see
   * {@link TenantCryptDataSource}.
   *
   * @param settings by name, with or without {@code tenantcrypt.}; at least {@code policy}
   */
  public static DataSource wrap(DataSource real, Map<String, String> settings) {
    TenantCryptDataSource ours = new TenantCryptDataSource();
    ours.setDataSource(real);
    settings.forEach(
        (name, value) ->
            ours.setProperty(Setting.ours(name) ? name : Setting.PREFIX + name, value));
    return ours;
  }

  /** Tenants and their keys. */
  public Tenants tenants() {
    return runtime.tenants();
  }

  /** The runtime as it is; asks neither database nor KMS. */
  public TenantCryptState state() {
    return runtime.state();
  }

  /** Asks database and key store now, over connections of the runtime's own. */
  public TenantCryptHealth health() {
    return runtime.health();
  }
}
