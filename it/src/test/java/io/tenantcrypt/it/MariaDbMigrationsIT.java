package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link MigrationsIT} on MariaDB, through both connectors. */
class MariaDbMigrationsIT {

  private static final Path MIGRATIONS = Path.of("src/test/resources/migrations");

  private static final Pattern OF_THE_TYPE =
      Pattern.compile(
          "\\b(INDEX_QUALIFIER|DATA_TYPE|TYPE_NAME|COLUMN_SIZE|BUFFER_LENGTH|DECIMAL_DIGITS|NUM_PREC_RADIX"
              + "|COLUMN_DEF)=[^,]*, ");

  static List<String> schemes() {
    return MariaDbWorld.SCHEMES;
  }

  private static Flyway flyway(HikariDataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .cleanDisabled(false)
        .locations("filesystem:" + MIGRATIONS.resolve("flyway-mariadb").toAbsolutePath())
        .load();
  }

  private static HikariDataSource source(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(3);
    return new HikariDataSource(config);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void flyway_throughADataSource_leavesWhatItLeavesOnAPlainDatabase(String scheme)
      throws Exception {
    String database = "flyway_" + scheme;
    MariaDbTwins databases = MariaDbTwins.fresh(scheme, database);
    try (HikariDataSource twin = source(databases.twin());
        HikariDataSource sealed = source(databases.sealed())) {
      assertThat(flyway(twin).migrate().migrationsExecuted).isEqualTo(3);
      assertThat(flyway(sealed).migrate().migrationsExecuted).isEqualTo(3);
      MigrateResult again = flyway(sealed).migrate();
      assertThat(again.success).isTrue();
      assertThat(again.migrationsExecuted).isZero();
      assertThat(flyway(sealed).validateWithResult().validationSuccessful).isTrue();

      describedAlike(databases);
      assertThat(cells(databases.plain(), database))
          .hasSize(10)
          .contains(
              "member.name varbinary(515) NO",
              "member.email varbinary(1051) YES",
              "member.sex varbinary(36) YES",
              "member.born varbinary(43) NO",
              "letter.body mediumblob YES");

      flyway(sealed).clean();
      assertThat(flyway(sealed).migrate().migrationsExecuted).isEqualTo(3);
      describedAlike(databases);
    }
    storedInCells(databases, database);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void flyway_byUrlAlone_findsItsPlugin(String scheme) throws Exception {
    MariaDbTwins databases = MariaDbTwins.fresh(scheme, "flyway_url_" + scheme);

    MigrateResult result =
        Flyway.configure()
            .dataSource(databases.sealed(), null, null)
            .locations("filesystem:" + MIGRATIONS.resolve("flyway-mariadb").toAbsolutePath())
            .load()
            .migrate();

    assertThat(result.migrationsExecuted).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void liquibase_update_leavesWhatItLeavesOnAPlainDatabase(String scheme) throws Exception {
    String database = "liquibase_" + scheme;
    MariaDbTwins databases = MariaDbTwins.fresh(scheme, database);

    liquibase(databases.twin(), false);
    liquibase(databases.sealed(), false);
    liquibase(databases.sealed(), false);

    describedAlike(databases);
    assertThat(cells(databases.plain(), database))
        .hasSize(10)
        .contains("member.name varbinary(515) NO", "member.born varbinary(43) NO");
    storedInCells(databases, database);

    List<String> tenants = tenants(databases.plain(), database);
    liquibase(databases.twin(), true);
    liquibase(databases.sealed(), true);
    assertThat(Described.of(databases.twin())).isEmpty();
    assertThat(Described.of(databases.sealed())).isEmpty();
    assertThat(tenants(databases.plain(), database)).isEqualTo(tenants).contains(World.ACME);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void check_thatTheCodecEnforces_isDroppedWithAWarning(String scheme) throws Exception {
    MariaDbTwins databases = MariaDbTwins.fresh(scheme, "check_" + scheme);
    String table =
        "CREATE TABLE member (tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
            + " id bigint NOT NULL, sex varchar(1) CHECK (sex IN ('F', 'M')))";
    try (Connection connection = DriverManager.getConnection(databases.sealed());
        Statement statement = connection.createStatement()) {
      statement.execute(table);
      SQLWarning warning = statement.getWarnings();
      assertThat(warning.getSQLState()).startsWith("01");
      assertThat(warning.getMessage()).contains("sex").doesNotContain("'F'");
      statement.execute("CREATE TABLE other (id bigint)");
      assertThat((Object) statement.getWarnings()).isNull();
    }
    try (Connection raw = DriverManager.getConnection(databases.plain())) {
      assertThat(
              Sql.column(
                  raw,
                  "SELECT check_clause FROM information_schema.check_constraints"
                      + " WHERE constraint_schema = ? AND table_name = 'member'",
                  "check_" + scheme))
          .allSatisfy(check -> assertThat(check).contains("left(`sex`,1)"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void wordThatStandsForNoTable_andTextAsAnAlias_areTaken(String scheme) throws Exception {
    MariaDbTwins databases = MariaDbTwins.fresh(scheme, "dual_" + scheme);
    try (Connection connection = DriverManager.getConnection(databases.sealed());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 7 AS 'Seven' FROM DUAL")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("Seven");
      assertThat(row.getInt("Seven")).isEqualTo(7);
    }
  }

  /** But for what the connectors do not agree on between a cell's metadata and a plain column's. */
  private static void describedAlike(MariaDbTwins databases) throws Exception {
    Set<String> sealed = new LinkedHashSet<>(Described.of(databases.sealed()));
    Set<String> twin = new LinkedHashSet<>(Described.of(databases.twin()));
    assertThat(twin).hasSizeGreaterThan(3);
    List<String> expected = others(twin, sealed);
    assertThat(others(sealed, twin))
        .allSatisfy(line -> assertThat(line).isIn(expected))
        .hasSameSizeAs(expected);
  }

  /** Lines that the other does not have, without what {@link MariaDbTypesIT} compares. */
  private static List<String> others(Set<String> lines, Set<String> other) {
    return lines.stream()
        .filter(line -> !other.contains(line))
        .map(line -> OF_THE_TYPE.matcher(line).replaceAll(""))
        .toList();
  }

  /** A row through the driver, on tables that a tool has made. */
  private static void storedInCells(MariaDbTwins databases, String database) throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = DriverManager.getConnection(databases.sealed())) {
            Sql.execute(
                connection,
                "INSERT INTO member (id, name, born) VALUES (1, 'Ann S3CRET', '1907-02-03')");
            Sql.execute(connection, "INSERT INTO letter (member_id, body) VALUES (1, 'S3CRET')");
            assertThat(
                    Sql.ask(
                        connection,
                        "SELECT m.name FROM member m JOIN letter l ON l.member_id = m.id"))
                .isEqualTo("Ann S3CRET");
          }
        });
    assertThat(MariaDbRaw.marks(databases.plain(), database)).isEmpty();
    for (String mark : Rows.MARKS) {
      assertThat(Recording.of(database).events()).noneMatch(event -> event.holds(mark));
    }
  }

  private static void liquibase(String url, boolean dropAll) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Liquibase liquibase =
            new Liquibase(
                "changelog.yaml",
                new DirectoryResourceAccessor(MIGRATIONS.resolve("liquibase-mariadb")),
                new JdbcConnection(connection))) {
      liquibase.update("");
      if (dropAll) {
        liquibase.dropAll();
      }
    }
  }

  /** The columns that hold cells, as the database itself has them. */
  private static List<String> cells(String plain, String database) throws Exception {
    try (Connection connection = DriverManager.getConnection(plain)) {
      return Sql.column(
          connection,
          "SELECT CONCAT(table_name, '.', column_name, ' ', column_type, ' ', is_nullable)"
              + " FROM information_schema.columns WHERE table_schema = ?"
              + " AND (data_type = 'varbinary' OR data_type LIKE '%blob')",
          database);
    }
  }

  private static List<String> tenants(String plain, String database) throws Exception {
    try (Connection connection = DriverManager.getConnection(plain)) {
      return Sql.column(connection, "SELECT tenant FROM " + database + "_keys.tenant ORDER BY 1");
    }
  }
}
