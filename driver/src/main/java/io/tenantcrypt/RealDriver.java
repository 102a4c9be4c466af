package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the driver beneath ours. */
final class RealDriver {

  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "postgresql", "org.postgresql:postgresql",
          "mysql", "com.mysql:mysql-connector-j",
          "mariadb", "org.mariadb.jdbc:mariadb-java-client",
          "h2", "com.h2database:h2",
          "sqlserver", "com.microsoft.sqlserver:mssql-jdbc",
          "oracle", "com.oracle.database.jdbc:ojdbc11");

  private RealDriver() {}

  /**
   * The driver of a URL.
   *
   * @throws TenantCryptException TC040 naming the artifact that is missing
   */
  static Driver of(String url) {
    return registered(url)
        .or(() -> loaded(url, Thread.currentThread().getContextClassLoader()))
        .or(() -> loaded(url, RealDriver.class.getClassLoader()))
        .orElseThrow(() -> missing(url));
  }

  /** A connection of this driver, which said that it accepts the URL. */
  static Connection connect(Driver driver, String url, Properties properties) throws SQLException {
    Connection connection = driver.connect(url, properties);
    if (connection == null) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          driver.getClass().getName()
              + " takes jdbc:"
              + subprotocol(url)
              + ":… for its own and then gives no connection. Correct the URL.");
    }
    return connection;
  }

  private static Optional<Driver> registered(String url) {
    return DriverManager.drivers().filter(driver -> accepts(driver, url)).findFirst();
  }

  /**
   * DriverManager shows a caller only what its own class loader sees; a container's may be more.
   */
  private static Optional<Driver> loaded(String url, @Nullable ClassLoader loader) {
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
    Optional<Driver> found = Optional.empty();
    boolean more = true;
    while (more && found.isEmpty()) {
      try {
        more = drivers.hasNext();
        if (more) {
          found = Optional.of(drivers.next()).filter(driver -> accepts(driver, url));
        }
      } catch (ServiceConfigurationError e) {
        // Another driver on the class path is broken; that must not keep this one from working.
        more = true;
      }
    }
    return found;
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return !(driver instanceof TenantCryptDriver) && driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  private static TenantCryptException missing(String url) {
    String product = subprotocol(url);
    String artifact =
        Optional.ofNullable(ARTIFACTS.get(product))
            .map(a -> "Put " + a + " on the class path.")
            .orElse(
                "Put its JDBC driver on the class path, or correct the part behind "
                    + "jdbc:tenantcrypt:, for example "
                    + ARTIFACTS.keySet().stream().sorted().collect(Collectors.joining(", "))
                    + ".");
    return new TenantCryptException(
        ErrorCode.TC040,
        "No JDBC driver on the class path accepts jdbc:" + product + ":…. " + artifact);
  }

  /** The word behind {@code jdbc:}; the rest of a URL may hold a password. */
  static String subprotocol(String url) {
    int colon = url.indexOf(':', "jdbc:".length());
    return colon < 0 ? url.substring("jdbc:".length()) : url.substring("jdbc:".length(), colon);
  }
}
