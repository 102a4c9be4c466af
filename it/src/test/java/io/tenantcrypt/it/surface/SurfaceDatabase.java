package io.tenantcrypt.it.surface;

import io.tenantcrypt.it.MariaDbWorld;
import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A database and the real driver that reads it, with a table {@code everything} that has a column
 * of each logical type: in a plain twin, and behind the driver.
 */
enum SurfaceDatabase {
  POSTGRESQL,
  MARIADB,
  MYSQL,
  H2;

  private static final String SEALED = "get_sealed";
  private static final String TWIN = "get_twin";

  /** As the list of differences names it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private String scheme() {
    return label();
  }

  private String plainUrl(String database) {
    return switch (this) {
      case POSTGRESQL -> World.shared().freshUrl(database);
      case MARIADB, MYSQL -> MariaDbWorld.shared().server().url(scheme(), named(database));
      case H2 -> "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1";
    };
  }

  private String named(String database) {
    return this == POSTGRESQL || this == H2 ? database : scheme() + "_" + database;
  }

  /** Creates both, empty, with the tenant acme. */
  SurfaceTwins create() throws Exception {
    if (this == MARIADB || this == MYSQL) {
      MariaDbWorld.shared().server().freshUrl(scheme(), named(TWIN));
      MariaDbWorld.shared().server().freshUrl(scheme(), named(SEALED));
    }
    String twin = plainUrl(TWIN);
    String raw = plainUrl(SEALED);
    String recording = "surface-get-" + label();
    String sealed = World.shared().url(raw, policy().toAbsolutePath().toString(), recording);
    if (this == MARIADB || this == MYSQL) {
      sealed += "&tenantcrypt.keyStoreSchema=" + named(SEALED) + "_keys";
    }
    for (String url : Set.of(twin, sealed)) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(table());
      }
    }
    World.provision(sealed, World.ACME);
    return new SurfaceTwins(this, twin, raw, sealed, Recording.of(recording));
  }

  private Path policy() throws IOException {
    String table =
        switch (this) {
          case POSTGRESQL, H2 -> "public.everything";
          case MARIADB, MYSQL -> named(SEALED) + ".everything";
        };
    String policy =
        Files.readString(Path.of("src/test/resources/policy-types.yaml"), StandardCharsets.UTF_8)
            .replace("\n  everything:", "\n  " + table + ":");
    Path file =
        Path.of(System.getProperty("tenantcrypt.it.target", "target"), "get-" + label() + ".yaml");
    return Files.writeString(file, policy, StandardCharsets.UTF_8);
  }

  /** The definition; the driver makes cells of the columns that the policy names. */
  private String table() {
    String tenant = "tenant_id varchar(63)";
    String columns =
        "a_smallint smallint, an_integer integer, a_bigint bigint, a_decimal numeric(12,3),"
            + " a_real real, a_double double precision, a_boolean boolean, a_char char(4),"
            + " a_varchar varchar(40), a_text text, an_enum varchar(10), a_date date, a_time time,"
            + " a_timestamp timestamp, a_timestamptz timestamptz, a_uuid uuid, some_bytes bytea,"
            + " a_json json";
    switch (this) {
      case POSTGRESQL -> {}
      case MARIADB, MYSQL -> {
        tenant += " CHARACTER SET ascii COLLATE ascii_bin";
        columns =
            columns
                .replace("a_real real", "a_real float")
                .replace("a_time time", "a_time time(6)")
                .replace("a_timestamp timestamp", "a_timestamp datetime(6)")
                .replace("a_timestamptz timestamptz", "a_timestamptz timestamp(6) NULL")
                .replace("bytea", "blob");
      }
      case H2 ->
          columns =
              columns
                  .replace("a_text text", "a_text clob")
                  .replace("a_time time", "a_time time(6)")
                  .replace("a_timestamptz timestamptz", "a_timestamptz timestamp with time zone")
                  .replace("bytea", "varbinary(1000)");
    }
    return "CREATE TABLE everything ("
        + tenant
        + " NOT NULL, id bigint NOT NULL, "
        + columns
        + ", PRIMARY KEY (tenant_id, id))";
  }

  /** Those of PostgreSQL and H2 that have what MySQL's have not: infinities, years before 1. */
  static Set<SurfaceDatabase> wide() {
    return EnumSet.of(POSTGRESQL, H2);
  }
}
