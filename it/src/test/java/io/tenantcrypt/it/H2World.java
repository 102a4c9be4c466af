package io.tenantcrypt.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link World} is, on H2 in one of its modes: a plain twin that holds the rows of tenant acme
 * only, and a database behind the driver that holds acme's and globex's.
 */
final class H2World {

  private static final Path RESOURCES = Path.of("src/test/resources");

  /** The modes that the driver takes, each as it is usually written. */
  enum Mode {
    REGULAR(""),
    POSTGRESQL(";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");

    private final String settings;

    Mode(String settings) {
      this.settings = settings;
    }

    /** A database in this JVM's memory for as long as it runs. */
    String plainUrl(String database) {
      return in("jdbc:h2:mem:" + name() + "_" + database + ";DB_CLOSE_DELAY=-1");
    }

    /** The URL of a database, in this mode. */
    String in(String url) {
      return url + settings;
    }

    /** A name as this mode folds it. */
    String name(String name) {
      return this == REGULAR ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** The same in quotes. */
    String quoted(String name) {
      return '"' + name(name) + '"';
    }

    /** The statement with the column that H2 takes for a keyword in quotes. */
    String sql(String sql) {
      return sql.replaceAll("(?<![\\w'\"`])day(?![\\w'\"`])", quoted("day"));
    }
  }

  private final Mode mode;

  private H2World(Mode mode) {
    this.mode = mode;
  }

  private static final class Holder {
    private static final Map<Mode, H2World> SHARED = create();

    private static Map<Mode, H2World> create() {
      try {
        World.shared(); // sets what all of them need
        Map<Mode, H2World> worlds = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
          H2World world = new H2World(mode);
          world.fill();
          worlds.put(mode, world);
        }
        return worlds;
      } catch (Exception e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** The one of this JVM, filled. */
  static H2World shared(Mode mode) {
    H2World world = Holder.SHARED.get(mode);
    if (world == null) {
      throw new IllegalStateException("no world of " + mode);
    }
    return world;
  }

  String twinUrl() {
    return mode.plainUrl("twin");
  }

  String rawUrl() {
    return mode.plainUrl("sealed");
  }

  /** The driver's URL of the filled database, with the recording driver beneath. */
  String url(String unscoped, String recording) {
    return urlOf(rawUrl(), unscoped, recording);
  }

  /** The driver's URL of a database, with the recording driver beneath. */
  static String urlOf(String plainUrl, String unscoped, String recording) {
    return World.shared().url(plainUrl, "policy-h2-" + unscoped + ".yaml", recording);
  }

  private static final String SEQUENCE = "CREATE SEQUENCE corpus_seq";

  private void fill() throws Exception {
    String day = mode.quoted("day");
    try (Connection twin = DriverManager.getConnection(twinUrl())) {
      createTables(twin);
      Sql.execute(twin, SEQUENCE);
      Rows.insertShared(twin);
      Rows.insertMain(twin, World.ACME, day);
    }
    String url = url("scope", "h2-fill");
    try (Connection sealed = DriverManager.getConnection(url)) {
      createTables(sealed);
      Sql.execute(sealed, SEQUENCE);
    }
    World.provision(url, World.ACME, World.GLOBEX);
    try (Connection sealed = DriverManager.getConnection(url)) {
      Rows.insertShared(sealed);
      for (String tenant : List.of(World.ACME, World.GLOBEX)) {
        AsTenant.run(tenant, () -> Rows.insertMain(sealed, tenant, day));
      }
    }
  }

  static void createTables(Connection connection) throws Exception {
    String schema = Files.readString(RESOURCES.resolve("schema-h2.sql"), StandardCharsets.UTF_8);
    try (Statement statement = connection.createStatement()) {
      for (String sql : Corpus.split(schema)) {
        statement.execute(sql);
      }
    }
  }

  /** Where one of the fixture's marks is found in any column of any table. */
  static List<String> marks(String plainUrl) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(plainUrl);
        Statement statement = connection.createStatement()) {
      List<String> tables =
          Sql.column(
              connection,
              "SELECT '\"' || table_schema || '\".\"' || table_name || '\"'"
                  + " FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
                  + " AND UPPER(table_schema) NOT IN ('INFORMATION_SCHEMA', 'PG_CATALOG')");
      for (String table : tables) {
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              Object value = row.getObject(i);
              String text =
                  value instanceof byte[] || value instanceof Blob
                      ? new String(row.getBytes(i), StandardCharsets.UTF_8)
                      : String.valueOf(value);
              if (Rows.MARKS.stream().anyMatch(text::contains)) {
                found.add(table + "." + row.getMetaData().getColumnName(i));
              }
            }
          }
        }
      }
    }
    return found;
  }
}
