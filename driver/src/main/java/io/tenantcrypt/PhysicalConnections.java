package io.tenantcrypt;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.CryptPooledConnection;
import io.tenantcrypt.jdbc.JdbcRuntime;
import io.tenantcrypt.jdbc.JdbcSettings;
import io.tenantcrypt.jdbc.SqlExceptions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.PooledConnection;

/** Opens physical connections of ours for pools and transaction managers. */
final class PhysicalConnections {

  /** Opens a physical connection of the real driver. */
  @FunctionalInterface
  interface Source<P> {
    P open() throws SQLException;
  }

  /** The same by a URL of the real driver and the properties for it. */
  @FunctionalInterface
  interface ByUrl<P> {
    P open(String url, Properties properties) throws SQLException;
  }

  /** Makes one of ours. */
  @FunctionalInterface
  interface Wrapping<P, C> {
    C wrap(P raw, JdbcRuntime runtime, JdbcSettings settings, String outerUrl);
  }

  private final RuntimeRegistry runtimes;

  PhysicalConnections(RuntimeRegistry runtimes) {
    this.runtimes = runtimes;
  }

  /** Over a URL of ours; the runtime is the one that connections of this URL have. */
  <P extends PooledConnection, C extends CryptPooledConnection> C byUrl(
      String url, Properties properties, ByUrl<P> source, Wrapping<P, C> wrapping)
      throws SQLException {
    try {
      InnerUrl inner = InnerUrl.parse(url);
      Settings settings = Connecting.settings(inner.settings(), properties);
      JdbcSettings session = Connecting.session(settings);
      Properties theirs = Settings.without(properties);
      Driver driver = RealDriver.of(inner.url());
      RuntimeKey key = RuntimeKey.of(inner.url(), theirs.getProperty("user"), settings);
      TenantCryptRuntime runtime =
          runtimes.acquire(
              key,
              () ->
                  TenantCryptRuntime.open(
                      settings,
                      new OwnConnections(p -> RealDriver.connect(driver, inner.url(), p), theirs),
                      Loopback.holds(inner.url())));
      P raw = source.open(inner.url(), Settings.without(theirs));
      runtime.own().proven(theirs);
      C ours =
          wrapping.wrap(raw, runtime.jdbc(), session, InnerUrl.PREFIX + inner.url().substring(5));
      return proven(raw, ours, runtime, key);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /**
   * Over a data source of the real driver.
   *
   * @param real by its identity connections share a runtime
   */
  <P extends PooledConnection, C extends CryptPooledConnection> C byDataSource(
      Object real, Properties properties, Source<P> source, Wrapping<P, C> wrapping)
      throws SQLException {
    try {
      Settings settings = Connecting.settings(Map.of(), properties);
      JdbcSettings session = Connecting.session(settings);
      P raw = source.open();
      String url = urlOf(raw);
      RuntimeKey key = RuntimeKey.of(new Connecting.Identity(real), null, settings);
      TenantCryptRuntime runtime =
          runtimes.acquire(
              key,
              () ->
                  TenantCryptRuntime.open(
                      settings,
                      new OwnConnections(p -> LoneConnection.of(source.open()), new Properties()),
                      Loopback.holds(url)));
      C ours =
          wrapping.wrap(raw, runtime.jdbc(), session, url.replaceFirst("^jdbc:", InnerUrl.PREFIX));
      return proven(raw, ours, runtime, key);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  private static String urlOf(PooledConnection raw) throws SQLException {
    try (Connection first = raw.getConnection()) {
      return String.valueOf(first.getMetaData().getURL());
    } catch (SQLException e) {
      raw.close();
      throw e;
    }
  }

  private <C extends CryptPooledConnection> C proven(
      PooledConnection raw, C ours, TenantCryptRuntime runtime, RuntimeKey key)
      throws SQLException {
    try {
      ours.prove(runtime::require);
    } catch (TenantCryptException | SQLException e) {
      raw.close();
      throw e;
    }
    runtimes.use(key, ours);
    return ours;
  }
}
