package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.SqlExceptions;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the data sources have in common: a bean property a setting. To be set up before the first
 * connection is asked for, by one thread.
 */
abstract class CommonDataSource implements javax.sql.CommonDataSource {

  final Properties properties = new Properties();

  private @Nullable PrintWriter logWriter;
  private int loginTimeout;

  CommonDataSource() {}

  private void set(Setting setting, @Nullable String value) {
    setProperty(setting.fullName(), value);
  }

  final void setProperty(String name, @Nullable String value) {
    if (value == null) {
      properties.remove(name);
    } else {
      properties.setProperty(name, value);
    }
  }

  /** The real database's user. */
  public void setUser(@Nullable String user) {
    setProperty("user", user);
  }

  /** The real database's user, or null. */
  public @Nullable String getUser() {
    return properties.getProperty("user");
  }

  /** The real database's password. */
  public void setPassword(@Nullable String password) {
    setProperty("password", password);
  }

  /** Settings and the real driver's properties, by their full names. */
  public void setProperties(Properties more) {
    properties.putAll(more);
  }

  /** The setting {@code policy}. */
  public void setPolicy(@Nullable String value) {
    set(Setting.POLICY, value);
  }

  /** The setting {@code policyReload}. */
  public void setPolicyReload(@Nullable String value) {
    set(Setting.POLICY_RELOAD, value);
  }

  /** The setting {@code tenant}. */
  public void setTenant(@Nullable String value) {
    set(Setting.TENANT, value);
  }

  /** The setting {@code tenantResolver}. */
  public void setTenantResolver(@Nullable String value) {
    set(Setting.TENANT_RESOLVER, value);
  }

  /** The setting {@code tenantBinding}. */
  public void setTenantBinding(@Nullable String value) {
    set(Setting.TENANT_BINDING, value);
  }

  /** The setting {@code tenantBySql}. */
  public void setTenantBySql(@Nullable String value) {
    set(Setting.TENANT_BY_SQL, value);
  }

  /** The setting {@code kek}. */
  public void setKek(@Nullable String value) {
    set(Setting.KEK, value);
  }

  /** The setting {@code keyStoreUrl}. */
  public void setKeyStoreUrl(@Nullable String value) {
    set(Setting.KEY_STORE_URL, value);
  }

  /** The setting {@code keyStoreUser}. */
  public void setKeyStoreUser(@Nullable String value) {
    set(Setting.KEY_STORE_USER, value);
  }

  /** The setting {@code keyStorePassword}. */
  public void setKeyStorePassword(@Nullable String value) {
    set(Setting.KEY_STORE_PASSWORD, value);
  }

  /** The setting {@code keyStoreSchema}. */
  public void setKeyStoreSchema(@Nullable String value) {
    set(Setting.KEY_STORE_SCHEMA, value);
  }

  /** The setting {@code kmsTimeout}, for example {@code 2s}. */
  public void setKmsTimeout(@Nullable String value) {
    set(Setting.KMS_TIMEOUT, value);
  }

  /** The setting {@code allowUnwrap}. */
  public void setAllowUnwrap(boolean value) {
    set(Setting.ALLOW_UNWRAP, Boolean.toString(value));
  }

  /** The setting {@code session}. */
  public void setSession(@Nullable String value) {
    set(Setting.SESSION, value);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  /** Seconds that the real driver may take to connect; it gets them as {@code loginTimeout}. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
    setProperty("loginTimeout", seconds == 0 ? null : Integer.toString(seconds));
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("java.util.logging is not used");
  }

  static SQLException refused(String message) {
    return SqlExceptions.of(new TenantCryptException(ErrorCode.TC040, message));
  }
}
