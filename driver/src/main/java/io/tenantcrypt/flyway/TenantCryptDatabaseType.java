package io.tenantcrypt.flyway;

import java.sql.Connection;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;

/**
 * The URLs of this driver, for Flyway: names the driver's class, and for everything else asks the
 * type of the database beneath, which Flyway also takes once it is connected. It is of Flyway's
 * core alone, so that it loads whichever databases Flyway was given.
 */
public final class TenantCryptDatabaseType extends BaseDatabaseType {

  private static final String PREFIX = "jdbc:tenantcrypt:";
  private static final String DRIVER = "io.tenantcrypt.TenantCryptDriver";

  // Passwords of a URL's parameters, ours too.
  private static final Pattern CREDENTIALS = Pattern.compile("(?i)[?&;][a-z.]*password=([^&;]*)");

  /** A type; it holds nothing. */
  public TenantCryptDatabaseType() {}

  private static String inner(String url) {
    return "jdbc:" + url.substring(PREFIX.length());
  }

  /** Flyway's type of the database beneath. */
  private static Optional<DatabaseType> beneath(String url) {
    return DatabaseTypeRegister.getDatabaseTypes().stream()
        .filter(type -> !(type instanceof TenantCryptDatabaseType))
        .filter(type -> type.handlesJDBCUrl(inner(url)))
        .findFirst();
  }

  private static DatabaseType beneath(Configuration configuration) {
    return beneath(configuration.getUrl())
        .orElseThrow(
            () -> new IllegalStateException("Flyway has no plugin for the database beneath"));
  }

  @Override
  public String getName() {
    return "TenantCrypt";
  }

  @Override
  public int getNullType() {
    return Types.NULL;
  }

  /** Before those that might take any URL. */
  @Override
  public int getPriority() {
    return 1;
  }

  @Override
  public boolean handlesJDBCUrl(String url) {
    return url.startsWith(PREFIX) && url.length() > PREFIX.length();
  }

  @Override
  public List<Pattern> getJDBCCredentialsPatterns() {
    return List.of(CREDENTIALS);
  }

  @Override
  public String getDriverClass(String url, ClassLoader classLoader) {
    return DRIVER;
  }

  /** False: once connected, the database is the one that its product name says. */
  @Override
  public boolean handlesDatabaseProductNameAndVersion(
      String productName, String productVersion, Connection connection) {
    return false;
  }

  @Override
  public void setDefaultConnectionProps(
      String url, Properties properties, ClassLoader classLoader) {
    beneath(url).ifPresent(t -> t.setDefaultConnectionProps(inner(url), properties, classLoader));
  }

  @Override
  public Properties getExternalAuthProperties(String url, String username) {
    return beneath(url)
        .map(t -> t.getExternalAuthProperties(inner(url), username))
        .orElseGet(Properties::new);
  }

  @Override
  public Database<?> createDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    return beneath(configuration).createDatabase(configuration, connections, interceptor);
  }

  @Override
  public Parser createParser(
      Configuration configuration, ResourceProvider resources, ParsingContext context) {
    return beneath(configuration).createParser(configuration, resources, context);
  }
}
