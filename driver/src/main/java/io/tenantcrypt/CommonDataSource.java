package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.SqlExceptions;
import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the data sources have in common: a bean property a setting. To be set up before the first
 * connection is asked for, by one thread.
 */
abstract class CommonDataSource implements javax.sql.CommonDataSource, Serializable {

  private static final long serialVersionUID = 1;

  final Properties properties = new Properties();

  private transient @Nullable PrintWriter logWriter;
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

  /** The setting, or null where it was not set here. */
  public @Nullable String getPolicy() {
    return properties.getProperty(Setting.POLICY.fullName());
  }

  /** The setting {@code policyReload}. */
  public void setPolicyReload(@Nullable String value) {
    set(Setting.POLICY_RELOAD, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getPolicyReload() {
    return properties.getProperty(Setting.POLICY_RELOAD.fullName());
  }

  /** The setting {@code tenant}. */
  public void setTenant(@Nullable String value) {
    set(Setting.TENANT, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getTenant() {
    return properties.getProperty(Setting.TENANT.fullName());
  }

  /** The setting {@code tenantResolver}. */
  public void setTenantResolver(@Nullable String value) {
    set(Setting.TENANT_RESOLVER, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getTenantResolver() {
    return properties.getProperty(Setting.TENANT_RESOLVER.fullName());
  }

  /** The setting {@code tenantBinding}. */
  public void setTenantBinding(@Nullable String value) {
    set(Setting.TENANT_BINDING, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getTenantBinding() {
    return properties.getProperty(Setting.TENANT_BINDING.fullName());
  }

  /** The setting {@code tenantBySql}. */
  public void setTenantBySql(@Nullable String value) {
    set(Setting.TENANT_BY_SQL, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getTenantBySql() {
    return properties.getProperty(Setting.TENANT_BY_SQL.fullName());
  }

  /** The setting {@code kek}. */
  public void setKek(@Nullable String value) {
    set(Setting.KEK, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getKek() {
    return properties.getProperty(Setting.KEK.fullName());
  }

  /** The setting {@code keyStoreUrl}. */
  public void setKeyStoreUrl(@Nullable String value) {
    set(Setting.KEY_STORE_URL, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getKeyStoreUrl() {
    return properties.getProperty(Setting.KEY_STORE_URL.fullName());
  }

  /** The setting {@code keyStoreUser}. */
  public void setKeyStoreUser(@Nullable String value) {
    set(Setting.KEY_STORE_USER, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getKeyStoreUser() {
    return properties.getProperty(Setting.KEY_STORE_USER.fullName());
  }

  /** The setting {@code keyStorePassword}. */
  public void setKeyStorePassword(@Nullable String value) {
    set(Setting.KEY_STORE_PASSWORD, value);
  }

  /** The setting {@code keyStoreSchema}. */
  public void setKeyStoreSchema(@Nullable String value) {
    set(Setting.KEY_STORE_SCHEMA, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getKeyStoreSchema() {
    return properties.getProperty(Setting.KEY_STORE_SCHEMA.fullName());
  }

  /** The setting {@code kmsTimeout}, for example {@code 2s}. */
  public void setKmsTimeout(@Nullable String value) {
    set(Setting.KMS_TIMEOUT, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getKmsTimeout() {
    return properties.getProperty(Setting.KMS_TIMEOUT.fullName());
  }

  /** The setting {@code allowUnwrap}. */
  public void setAllowUnwrap(boolean value) {
    set(Setting.ALLOW_UNWRAP, Boolean.toString(value));
  }

  /** The setting; false where it was not set here. */
  public boolean isAllowUnwrap() {
    return Boolean.parseBoolean(properties.getProperty(Setting.ALLOW_UNWRAP.fullName()));
  }

  /** The setting {@code session}. */
  public void setSession(@Nullable String value) {
    set(Setting.SESSION, value);
  }

  /** The setting, or null where it was not set here. */
  public @Nullable String getSession() {
    return properties.getProperty(Setting.SESSION.fullName());
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  /** Seconds that the real driver may take to connect; 0, its own default, is the standard. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
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
