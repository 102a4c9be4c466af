package io.tenantcrypt;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.SqlExceptions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver of {@code jdbc:tenantcrypt:…}, which wraps the driver of the URL behind that prefix.
 * Found by {@link java.util.ServiceLoader}. Safe for use by several threads.
 */
public final class TenantCryptDriver implements Driver {

  static final int MAJOR = 0;
  static final int MINOR = 1;

  /** What an instance tells of itself. */
  static final String VERSION = MAJOR + "." + MINOR;

  private static final Connecting CONNECTING = new Connecting(RuntimeRegistry.SHARED);

  static {
    try {
      DriverManager.registerDriver(new TenantCryptDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A driver; it holds nothing. */
  public TenantCryptDriver() {}

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    return CONNECTING.byUrl(url, info == null ? new Properties() : info);
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return url != null && InnerUrl.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info)
      throws SQLException {
    Properties given = info == null ? new Properties() : info;
    List<DriverPropertyInfo> all = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      all.add(told(setting, given));
    }
    if (acceptsURL(url)) {
      try {
        String inner = InnerUrl.parse(url).url();
        Driver real = RealDriver.of(inner);
        all.addAll(Arrays.asList(real.getPropertyInfo(inner, Settings.without(given))));
      } catch (TenantCryptException e) {
        throw SqlExceptions.of(e);
      }
    }
    return all.toArray(new DriverPropertyInfo[0]);
  }

  private static DriverPropertyInfo told(Setting setting, Properties given) {
    String value = given.getProperty(setting.fullName(), setting.standard().orElse(""));
    DriverPropertyInfo info = new DriverPropertyInfo(setting.fullName(), value);
    info.description = setting.meaning();
    info.required = setting == Setting.POLICY;
    if (!setting.choices().isEmpty()) {
      info.choices = setting.choices().toArray(new String[0]);
    }
    return info;
  }

  @Override
  public int getMajorVersion() {
    return MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return MINOR;
  }

  /** False: a driver that refuses statements does not pass the compliance tests. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("java.util.logging is not used");
  }
}
