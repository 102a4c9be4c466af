package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.CryptConnection;
import io.tenantcrypt.jdbc.JdbcSettings;
import io.tenantcrypt.jdbc.SqlExceptions;
import io.tenantcrypt.tenancy.BindingDuration;
import io.tenantcrypt.tenancy.TenantId;
import io.tenantcrypt.tenancy.TenantResolvers;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** Opens connections of ours: settings, runtime, real connection, in this order. */
final class Connecting {

  private final RuntimeRegistry runtimes;

  Connecting(RuntimeRegistry runtimes) {
    this.runtimes = runtimes;
  }

  /** Over a URL of ours. */
  Connection byUrl(String url, Properties properties) throws SQLException {
    try {
      InnerUrl inner = InnerUrl.parse(url);
      Settings settings = settings(inner.settings(), properties);
      JdbcSettings session = session(settings);
      Properties theirs = Settings.without(properties);
      Driver driver = RealDriver.of(inner.url());
      OwnConnections.Opening opening = p -> RealDriver.connect(driver, inner.url(), p);
      RuntimeKey key = RuntimeKey.of(inner.url(), theirs.getProperty("user"), settings);
      TenantCryptRuntime runtime =
          runtimes.acquire(
              key,
              () ->
                  TenantCryptRuntime.open(
                      settings, new OwnConnections(opening, theirs), Loopback.holds(inner.url())));
      Connection raw = opening.open(Settings.without(theirs));
      runtime.own().proven(theirs);
      return open(raw, runtime, key, session, InnerUrl.PREFIX + inner.url().substring(5));
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /**
   * Over a data source that gives connections of the real driver.
   *
   * @param raw just taken from it; closed here if it cannot be used
   */
  Connection byDataSource(DataSource real, Connection raw, Properties properties)
      throws SQLException {
    try {
      Settings settings = settings(Map.of(), properties);
      JdbcSettings session = session(settings);
      String url = String.valueOf(raw.getMetaData().getURL());
      RuntimeKey key = RuntimeKey.of(new Identity(real), null, settings);
      TenantCryptRuntime runtime =
          runtimes.acquire(
              key,
              () ->
                  TenantCryptRuntime.open(
                      settings,
                      new OwnConnections(p -> real.getConnection(), new Properties()),
                      Loopback.holds(url)));
      return open(raw, runtime, key, session, url.replaceFirst("^jdbc:", InnerUrl.PREFIX));
    } catch (TenantCryptException e) {
      raw.close();
      throw SqlExceptions.of(e);
    } catch (SQLException e) {
      raw.close();
      throw e;
    }
  }

  /** A key that is the same for the same object only, whatever its {@code equals} says. */
  record Identity(Object source) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Identity that && source == that.source;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(source);
    }
  }

  static Settings settings(Map<String, String> url, Properties properties) {
    return Settings.resolve(url, properties, System.getProperties(), System.getenv());
  }

  static JdbcSettings session(Settings settings) {
    boolean platform = settings.get(Setting.SESSION).equals("platform");
    if (platform && settings.find(Setting.TENANT).isPresent()) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "The settings tenant and session=platform exclude each other: a platform session works"
              + " for no tenant. Take one out.");
    }
    return new JdbcSettings(
        settings.find(Setting.TENANT).map(TenantId::of),
        TenantResolvers.named(settings.get(Setting.TENANT_RESOLVER)),
        BindingDuration.valueOf(settings.get(Setting.TENANT_BINDING).toUpperCase(Locale.ROOT)),
        settings.get(Setting.TENANT_BY_SQL).equals("once"),
        settings.get(Setting.ALLOW_UNWRAP).equals("true"),
        settings.get(Setting.KEY_STORE_SCHEMA),
        platform);
  }

  private Connection open(
      Connection raw,
      TenantCryptRuntime runtime,
      RuntimeKey key,
      JdbcSettings session,
      String outerUrl)
      throws SQLException {
    try {
      runtime.require(raw);
      Connection ours = CryptConnection.open(raw, runtime.jdbc(), session, outerUrl);
      runtimes.use(key, ours);
      return ours;
    } catch (TenantCryptException | SQLException e) {
      raw.close();
      throw e;
    }
  }
}
