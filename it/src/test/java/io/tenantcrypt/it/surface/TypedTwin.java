package io.tenantcrypt.it.surface;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.MariaDbWorld;
import io.tenantcrypt.it.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table with a column of each logical type on one database through one connector: once plain and
 * once behind the driver, which seals all of them.
 */
final class TypedTwin {

  /** The databases, each through its connectors. */
  static final List<String> NAMES = List.of("postgresql", "mariadb-mariadb", "mariadb-mysql", "h2");

  /** Logical types by their columns: as the policy declares them. */
  static final Map<String, String> POLICY =
      Map.ofEntries(
          Map.entry("a_smallint", "smallint"),
          Map.entry("an_integer", "integer"),
          Map.entry("a_bigint", "bigint"),
          Map.entry("a_decimal", "\"decimal(12,3)\""),
          Map.entry("a_real", "real"),
          Map.entry("a_double", "double"),
          Map.entry("a_boolean", "boolean"),
          Map.entry("a_char", "char(4)"),
          Map.entry("a_varchar", "varchar(40)"),
          Map.entry("a_text", "text"),
          Map.entry("an_enum", "{ enum: [FEMALE, MALE, OTHER] }"),
          Map.entry("a_date", "date"),
          Map.entry("a_time", "time"),
          Map.entry("a_timestamp", "timestamp"),
          Map.entry("a_timestamptz", "timestamptz"),
          Map.entry("a_uuid", "uuid"),
          Map.entry("some_bytes", "bytes"),
          Map.entry("a_json", "json"));

  /** With two that the policy does not name, {@code a_note} and {@code a_blob}. */
  private static final String COLUMNS =
      "a_smallint smallint, an_integer integer, a_bigint bigint, a_decimal numeric(12,3),"
          + " a_real %1$s, a_double double precision, a_boolean boolean, a_char char(4), a_varchar"
          + " varchar(40), a_text %2$s, an_enum varchar(10) CHECK (an_enum IN ('FEMALE', 'MALE',"
          + " 'OTHER')), a_date date, a_time %3$s, a_timestamp %4$s, a_timestamptz %5$s, a_uuid uuid,"
          + " some_bytes %6$s, a_json json, a_note varchar(40), a_blob %6$s, PRIMARY KEY (tenant_id, id))";

  private static final String CHECK = " CHECK \\(an_enum IN [^)]*\\)\\)";

  private static final String POSTGRES =
      COLUMNS.formatted("real", "text", "time", "timestamp", "timestamptz", "bytea");
  private static final String MARIADB =
      COLUMNS.formatted("float", "text", "time(6)", "datetime(6)", "timestamp(6) NULL", "blob");
  private static final String H2 =
      COLUMNS.formatted(
          "real", "clob", "time(6)", "timestamp", "timestamp with time zone", "varbinary(1000000)");

  private final String name;
  private final String recording;
  private final String plainUrl;
  private final String twinUrl;
  private final String url;

  private TypedTwin(String name, String test) throws Exception {
    this.name = name;
    recording = test + "_" + name.replace('-', '_');
    String settings = "";
    if (name.equals("postgresql")) {
      plainUrl = World.shared().freshUrl(recording);
      twinUrl = World.shared().freshUrl(recording + "_twin");
    } else if (name.equals("h2")) {
      World.shared(); // sets what all of them need
      plainUrl = "jdbc:h2:mem:" + recording + ";DB_CLOSE_DELAY=-1";
      twinUrl = "jdbc:h2:mem:" + recording + "_twin;DB_CLOSE_DELAY=-1";
    } else {
      String scheme = name.substring("mariadb-".length());
      plainUrl = MariaDbWorld.shared().server().freshUrl(scheme, recording);
      twinUrl = MariaDbWorld.shared().server().freshUrl(scheme, recording + "_twin");
      settings = "&tenantcrypt.keyStoreSchema=" + recording + "_keys";
    }
    url =
        World.shared().url(plainUrl, policy(table()).toAbsolutePath().toString(), recording)
            + settings;
  }

  /**
   * Fresh tables.
   *
   * @param name one of {@link #NAMES}
   * @param test its database's prefix
   */
  static TypedTwin create(String name, String test) throws Exception {
    TypedTwin twin = new TypedTwin(name, test);
    String id =
        name.startsWith("mariadb")
            ? "varchar(63) CHARACTER SET ascii COLLATE ascii_bin"
            : "varchar(63)";
    String columns = name.equals("postgresql") ? POSTGRES : name.equals("h2") ? H2 : MARIADB;
    String table =
        "CREATE TABLE everything (tenant_id " + id + " NOT NULL, id bigint NOT NULL, " + columns;
    for (String each : List.of(twin.twinUrl, twin.url)) {
      try (Connection connection = DriverManager.getConnection(each);
          Statement statement = connection.createStatement()) {
        // Where the driver knows the labels, a check of them has nothing to check.
        statement.execute(each.equals(twin.twinUrl) ? table : table.replaceFirst(CHECK, ""));
      }
    }
    World.provision(twin.url, World.ACME);
    return twin;
  }

  private String table() {
    return name.equals("h2")
        ? "public.everything"
        : name.equals("postgresql") ? "everything" : recording + ".everything";
  }

  private Path policy(String table) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            version: 1
            deployment: 0a6f3f0e-22c1-4f0b-9f57-2f6f3c1b7a12
            revision: 1
            tenancy: { column: tenant_id, unscoped: scope }
            keys: { kek: "${TENANTCRYPT_KEK:aws-kms://alias/tenantcrypt}" }
            tables:
            """);
    text.append("  ").append(table).append(":\n    columns:\n");
    POLICY.forEach((column, type) -> text.append("      " + column + ": { type: " + type + " }\n"));
    Path file = Path.of(System.getProperty("tenantcrypt.it.target", "target"), recording + ".yaml");
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** As {@link #NAMES} has it. */
  String name() {
    return name;
  }

  /** As the list of differences names it. */
  String connector() {
    return name.startsWith("mariadb-") ? name.substring("mariadb-".length()) : name;
  }

  /** The name of what reaches the wire beneath the driver. */
  String recording() {
    return recording;
  }

  /** A connection to the plain table. */
  Connection plain() throws SQLException {
    return DriverManager.getConnection(twinUrl);
  }

  /** A connection past the driver to the table that it seals. */
  Connection raw() throws SQLException {
    return DriverManager.getConnection(plainUrl);
  }

  /** A connection to the sealed table, as tenant acme for the time of the work. */
  <T> T sealed(Work<T> work) throws Exception {
    return AsTenant.call(
        World.ACME,
        () -> {
          try (Connection connection = DriverManager.getConnection(url)) {
            return work.on(connection);
          }
        });
  }

  /** Something done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws Exception;
  }

  /** The logical type as the list of differences names it. */
  static String label(String column) {
    String type = POLICY.getOrDefault(column, column);
    return type.startsWith("{")
        ? "enum"
        : type.replace("\"", "").replaceFirst("\\(.*", "").toLowerCase(Locale.ROOT);
  }
}
