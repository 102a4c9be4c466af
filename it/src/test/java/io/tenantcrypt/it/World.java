package io.tenantcrypt.it;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * What the integration tests share: one server; a plain database that holds the rows of tenant acme
 * only, its twin; and a database behind the driver that holds acme's and globex's.
 */
public final class World {

  public static final String ACME = "acme";
  public static final String GLOBEX = "globex";

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  private final EmbeddedServer server;
  private final Path keys;

  private World(EmbeddedServer server, Path keys) {
    this.server = server;
    this.keys = keys;
  }

  private static final class Holder {
    private static final World SHARED = create();

    private static World create() {
      try {
        System.setProperty("tenantcrypt.local.password", UUID.randomUUID().toString());
        return on(EmbeddedServer.start("it"));
      } catch (Exception e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** The one of this JVM, filled. */
  public static World shared() {
    return Holder.SHARED;
  }

  /** The same on another server. */
  static World on(EmbeddedServer server) throws Exception {
    Path keys = Files.createTempDirectory(Files.createDirectories(TARGET), "keys");
    World world = new World(server, keys);
    world.fill();
    return world;
  }

  /** A plain URL; the driver under test is not in it. */
  String twinUrl() {
    return server.url("twin");
  }

  /** The plain URL of the database behind the driver. */
  String rawUrl() {
    return server.url("sealed");
  }

  /** An empty database's plain URL. */
  public String freshUrl(String database) {
    return server.createDatabase(database);
  }

  /** The driver's URL of the filled database, with the recording driver beneath. */
  String url(String unscoped, String recording) {
    return url(rawUrl(), "policy-" + unscoped + ".yaml", recording);
  }

  /** The driver's URL of a database, with the recording driver beneath. */
  public String url(String plainUrl, String policy, String recording) {
    String and = plainUrl.startsWith("jdbc:h2:") ? ";" : "&";
    return plainUrl.replaceFirst("^jdbc:", "jdbc:tenantcrypt:recording:")
        + and
        + "recording="
        + recording
        + and
        + "tenantcrypt.policy="
        + RESOURCES.resolve(policy).toAbsolutePath()
        + and
        + "tenantcrypt.kek=local://"
        + keys.resolve("it.p12").toAbsolutePath();
  }

  /** Creates tenants in a database. */
  public static void provision(String url, String... tenants) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    try (HikariDataSource source = new HikariDataSource(config)) {
      for (String tenant : tenants) {
        TenantCrypt.of(source).tenants().create(tenant);
      }
    }
  }

  private void fill() throws Exception {
    server.createDatabase("twin");
    server.createDatabase("sealed");
    try (Connection twin = DriverManager.getConnection(twinUrl())) {
      createTables(twin);
      Rows.insert(twin, ACME);
      createRoutines(twin, "varchar");
    }
    String url = url("scope", "fill");
    try (Connection sealed = DriverManager.getConnection(url)) {
      createTables(sealed);
    }
    try (Connection past = DriverManager.getConnection(rawUrl())) {
      run(past, "traps.sql");
      createRoutines(past, "bytea");
    }
    provision(url, ACME, GLOBEX);
    try (Connection sealed = DriverManager.getConnection(url)) {
      Rows.insertShared(sealed);
      for (String tenant : List.of(ACME, GLOBEX)) {
        AsTenant.run(tenant, () -> Rows.insertOf(sealed, tenant));
      }
    }
  }

  static void createTables(Connection connection) throws Exception {
    run(connection, "schema.sql");
  }

  /** The routines that the policy describes, past the driver, which does not know what they do. */
  static void createRoutines(Connection plain, String cell) throws Exception {
    String text = Files.readString(RESOURCES.resolve("routines.sql"), StandardCharsets.UTF_8);
    Sql.execute(plain, text.replace("{cell}", cell));
  }

  private static void run(Connection connection, String script) throws Exception {
    String schema = Files.readString(RESOURCES.resolve(script), StandardCharsets.UTF_8);
    try (Statement statement = connection.createStatement()) {
      for (String sql : Corpus.split(schema)) {
        statement.execute(sql);
      }
    }
  }
}
