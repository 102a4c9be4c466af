package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** The real drivers' data sources for physical connections, found by a URL of theirs. */
final class RealDataSources {

  private static final Map<String, String> POOLED =
      Map.of(
          "postgresql", "org.postgresql.ds.PGConnectionPoolDataSource",
          "mariadb", "org.mariadb.jdbc.MariaDbDataSource",
          "mysql", "com.mysql.cj.jdbc.MysqlConnectionPoolDataSource",
          "h2", "org.h2.jdbcx.JdbcDataSource");

  private static final Map<String, String> XA =
      Map.of(
          "postgresql", "org.postgresql.xa.PGXADataSource",
          "mariadb", "org.mariadb.jdbc.MariaDbDataSource",
          "mysql", "com.mysql.cj.jdbc.MysqlXADataSource",
          "h2", "org.h2.jdbcx.JdbcDataSource");

  private RealDataSources() {}

  /**
   * The data source for pools.
   *
   * @throws TenantCryptException TC040 if none is known for the URL
   */
  static ConnectionPoolDataSource pooled(String url, Properties properties, int loginTimeout)
      throws SQLException {
    return of(POOLED, url, properties, loginTimeout, ConnectionPoolDataSource.class);
  }

  /** The same for distributed transactions. */
  static XADataSource xa(String url, Properties properties, int loginTimeout) throws SQLException {
    return of(XA, url, properties, loginTimeout, XADataSource.class);
  }

  private static <S extends CommonDataSource> S of(
      Map<String, String> classes,
      String url,
      Properties properties,
      int loginTimeout,
      Class<S> wanted)
      throws SQLException {
    String product = RealDriver.subprotocol(url);
    String name = classes.get(product);
    if (name == null) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "For jdbc:"
              + product
              + ":… no "
              + wanted.getSimpleName()
              + " is known. Set the property dataSource to the real driver's own.");
    }
    Properties others = new Properties();
    others.putAll(properties);
    Object user = others.remove("user");
    Object password = others.remove("password");
    try {
      S source = wanted.cast(load(name).getConstructor().newInstance());
      set(source, "setUrl", with(url, others, product.equals("h2")));
      set(source, "setUser", user);
      set(source, "setPassword", password);
      if (loginTimeout > 0) {
        source.setLoginTimeout(loginTimeout);
      }
      return source;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException refusal) {
        throw refusal;
      }
      throw unusable(name, e);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw unusable(name, e);
    }
  }

  private static TenantCryptException unusable(String name, Exception cause) {
    return new TenantCryptException(
        ErrorCode.TC040,
        name
            + " cannot be used ("
            + cause.getClass().getSimpleName()
            + "). Put the driver's jar on the class path, or set the property dataSource.",
        cause);
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      try {
        return Class.forName(name, true, context);
      } catch (ClassNotFoundException e) {
        // A container's thread may carry a loader that knows less than ours.
        return Class.forName(name, true, RealDataSources.class.getClassLoader());
      }
    }
    return Class.forName(name);
  }

  private static void set(Object source, String setter, @Nullable Object value)
      throws ReflectiveOperationException {
    if (value != null) {
      source.getClass().getMethod(setter, String.class).invoke(source, value.toString());
    }
  }

  /** The properties as parameters: these data sources have no other way for all of them. */
  private static String with(String url, Properties properties, boolean semicolons) {
    StringBuilder text = new StringBuilder(url);
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      String value = properties.getProperty(name);
      if (semicolons) {
        text.append(';').append(name).append('=').append(value.replace(";", "\\;"));
      } else {
        text.append(text.indexOf("?") < 0 ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
      }
    }
    return text.toString();
  }
}
