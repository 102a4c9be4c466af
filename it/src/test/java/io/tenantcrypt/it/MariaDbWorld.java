package io.tenantcrypt.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What {@link World} is, on MariaDB or MySQL: a plain twin that holds the rows of tenant acme only,
 * and a database behind the driver that holds acme's and globex's.
 */
public final class MariaDbWorld {

  /** The schemes of MariaDB Connector/J and MySQL Connector/J. */
  static final List<String> SCHEMES = List.of("mariadb", "mysql");

  private static final Path RESOURCES = Path.of("src/test/resources");

  private final DatabaseServer server;

  private MariaDbWorld(DatabaseServer server) {
    this.server = server;
  }

  private static final class Holder {
    private static final MariaDbWorld SHARED = create();

    private static MariaDbWorld create() {
      try {
        return on(MariaDbServer.start("it"));
      } catch (Exception e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** The one of this JVM, on MariaDB, filled. */
  public static MariaDbWorld shared() {
    return Holder.SHARED;
  }

  /** The same on another server. */
  static MariaDbWorld on(DatabaseServer server) throws Exception {
    World.shared(); // sets what all of them need
    MariaDbWorld world = new MariaDbWorld(server);
    world.fill();
    return world;
  }

  /** Its server. */
  public DatabaseServer server() {
    return server;
  }

  String twinUrl(String scheme) {
    return server.url(scheme, "twin");
  }

  /** The driver's URL of the filled database, with the recording driver beneath. */
  String url(String scheme, String unscoped, String recording) {
    return urlOf(server.url(scheme, "sealed"), unscoped, recording);
  }

  /** The driver's URL of a database, with the recording driver beneath. */
  static String urlOf(String plainUrl, String unscoped, String recording) {
    return World.shared().url(plainUrl, "policy-mysql-" + unscoped + ".yaml", recording);
  }

  private void fill() throws Exception {
    String scheme = server.schemes().get(0);
    server.freshUrl(scheme, "twin");
    server.freshUrl(scheme, "sealed");
    try (Connection twin = DriverManager.getConnection(twinUrl(scheme))) {
      createTables(twin);
      createSequence(twin);
      Rows.insertShared(twin);
      Rows.insertMain(twin, World.ACME);
    }
    String url = url(scheme, "scope", "mariadb-fill");
    try (Connection sealed = DriverManager.getConnection(url)) {
      createTables(sealed);
      createSequence(sealed);
    }
    World.provision(url, World.ACME, World.GLOBEX);
    try (Connection sealed = DriverManager.getConnection(url)) {
      Rows.insertShared(sealed);
      for (String tenant : List.of(World.ACME, World.GLOBEX)) {
        AsTenant.run(tenant, () -> Rows.insertMain(sealed, tenant));
      }
    }
  }

  // MySQL has none.
  private static void createSequence(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")) {
      Sql.execute(connection, "CREATE SEQUENCE corpus_seq");
    }
  }

  static void createTables(Connection connection) throws Exception {
    String schema = Files.readString(RESOURCES.resolve("schema-mysql.sql"), StandardCharsets.UTF_8);
    try (Statement statement = connection.createStatement()) {
      for (String sql : Corpus.split(schema)) {
        statement.execute(sql);
      }
    }
  }

  /** Whether a plain database takes a statement at all. */
  static boolean takes(Connection plain, String sql) {
    try (Statement statement = plain.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
