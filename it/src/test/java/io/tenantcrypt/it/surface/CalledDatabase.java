package io.tenantcrypt.it.surface;

import io.tenantcrypt.it.MariaDbWorld;
import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * A database with routines over a table with protected columns, behind the driver, and a plain twin
 * with the same routines over the same columns as values.
 *
 * @param twinUrl the plain twin's
 * @param rawUrl past the driver
 * @param url through the driver, recorded beneath
 */
record CalledDatabase(Kind kind, String twinUrl, String rawUrl, String url) {

  /** The databases, each through each of its drivers. */
  enum Kind {
    POSTGRESQL("postgresql", "bytea", "bytea"),
    MARIADB("mariadb", "varbinary(200)", "varbinary(200)"),
    MYSQL_CONNECTOR("mariadb", "varbinary(200)", "varbinary(200)"),
    H2("h2", "", ""),
    H2_POSTGRESQL("h2", "", "");

    private final String script;
    private final String ssn;
    private final String dob;

    Kind(String script, String ssn, String dob) {
      this.script = script;
      this.ssn = ssn;
      this.dob = dob;
    }

    boolean isH2() {
      return script.equals("h2");
    }

    boolean isPostgres() {
      return this == POSTGRESQL;
    }

    boolean isMariaDb() {
      return script.equals("mariadb");
    }

    private String database(String name) {
      return "calls_" + name + "_" + name().toLowerCase(Locale.ROOT);
    }

    private String fresh(String name) throws SQLException {
      String database = database(name);
      return switch (this) {
        case POSTGRESQL -> World.shared().freshUrl(database);
        case MARIADB -> MariaDbWorld.shared().server().freshUrl("mariadb", database);
        case MYSQL_CONNECTOR -> MariaDbWorld.shared().server().freshUrl("mysql", database);
        case H2 -> "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1";
        case H2_POSTGRESQL ->
            "jdbc:h2:mem:"
                + database
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                + ";DEFAULT_NULL_ORDERING=HIGH";
      };
    }
  }

  private static final Path RESOURCES = Path.of("src/test/resources");

  private static final String TABLE =
      "CREATE TABLE patient (tenant_id varchar(63){exact} NOT NULL, id bigint NOT NULL,"
          + " ssn varchar(11), dob date, ward varchar(20), PRIMARY KEY (tenant_id, id))";

  private static final Map<Kind, CalledDatabase> MADE = new EnumMap<>(Kind.class);

  /** The one of this JVM. */
  static CalledDatabase of(Kind kind) throws Exception {
    CalledDatabase known = MADE.get(kind);
    if (known == null) {
      known = create(kind);
      MADE.put(kind, known);
    }
    return known;
  }

  private static CalledDatabase create(Kind kind) throws Exception {
    World.shared(); // sets what all of them need
    String twin = kind.fresh("twin");
    String raw = kind.fresh("sealed");
    // Other tests' policies are on record in the key tables that a server of MariaDB has by
    // default.
    String url =
        World.shared().url(raw, policy(kind), recordingOf(kind))
            + (kind.isMariaDb()
                ? "&tenantcrypt.keyStoreSchema=calls_keys_" + kind.name().toLowerCase(Locale.ROOT)
                : "");
    String exact = kind.isMariaDb() ? " CHARACTER SET ascii COLLATE ascii_bin" : "";
    for (String each : new String[] {twin, url}) {
      try (Connection connection = DriverManager.getConnection(each);
          Statement statement = connection.createStatement()) {
        statement.execute(TABLE.replace("{exact}", exact));
      }
    }
    routines(twin, kind, "varchar(11)", "date", "H2PlainRoutines");
    routines(raw, kind, kind.ssn, kind.dob, "H2Routines");
    World.provision(url, World.ACME, World.GLOBEX);
    return new CalledDatabase(kind, twin, raw, url);
  }

  /** The policy with the schema of the table, of which each database has another. */
  private static String policy(Kind kind) throws Exception {
    String schema = kind.isMariaDb() ? kind.database("sealed") : "public";
    String written =
        Files.readString(RESOURCES.resolve("calls/policy.yaml"), StandardCharsets.UTF_8)
            .replace("SCHEMA", schema);
    Path folder = Files.createTempDirectory("calls");
    Path file = folder.resolve("policy.yaml");
    file.toFile().deleteOnExit();
    folder.toFile().deleteOnExit();
    return Files.writeString(file, written, StandardCharsets.UTF_8).toString();
  }

  private static void routines(String url, Kind kind, String ssn, String dob, String classes)
      throws Exception {
    String script =
        Files.readString(
            RESOURCES.resolve("calls").resolve(kind.script + ".sql"), StandardCharsets.UTF_8);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : script.split("(?m)^---\n", -1)) {
        statement.execute(
            sql.replace("{ssn}", ssn).replace("{dob}", dob).replace("{routines}", classes));
      }
    }
  }

  private static String recordingOf(Kind kind) {
    return "calls-" + kind;
  }

  /** What reached the real driver. */
  Recording recording() {
    return Recording.of(recordingOf(kind));
  }

  /** Empties the table of both, past the driver. */
  void clear() throws SQLException {
    for (String each : new String[] {twinUrl, rawUrl}) {
      try (Connection connection = DriverManager.getConnection(each);
          Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM patient");
      }
    }
  }
}
