package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway, given our DataSource, runs migrations with ordinary types. */
class FlywayIT {

  private static final Path DEMO =
      Path.of(System.getProperty("tenantcrypt.it.examples", "../src/examples")).resolve("demo");

  private static String plainUrl;
  private static String url;

  @BeforeAll
  static void migrateOnce() {
    plainUrl = World.shared().freshUrl("flyway");
    url =
        World.shared()
            .url(plainUrl, DEMO.resolve("policy.yaml").toAbsolutePath().toString(), "flyway");
    assertThat(migrate(DEMO.resolve("db/migration")).migrationsExecuted).isEqualTo(1);
  }

  @Test
  void migrate_protectedColumns_becomeBytea() throws SQLException {
    assertThat(types("patient"))
        .containsEntry("name", "bytea")
        .containsEntry("dob", "bytea")
        .containsEntry("ssn", "bytea")
        .containsEntry("note", "bytea")
        .containsEntry("tenant_id", "character varying")
        .containsEntry("id", "bigint")
        .containsEntry("country_code", "character varying");
  }

  @Test
  void migrate_notNullOfAProtectedColumn_stays() throws SQLException {
    assertThat(
            ask(
                "SELECT is_nullable FROM information_schema.columns"
                    + " WHERE table_name = 'patient' AND column_name = 'name'"))
        .isEqualTo("NO");
  }

  @Test
  void migrate_sharedTable_keepsItsTypesAndRows() throws SQLException {
    assertThat(types("country")).containsEntry("name", "character varying");
    assertThat(ask("SELECT name FROM country WHERE code = 'JP'")).isEqualTo("日本");
  }

  @Test
  void migrate_laterScript_addsAnUnprotectedColumn(@TempDir Path folder) throws Exception {
    Path first = DEMO.resolve("db/migration/V1__clinic.sql");
    Files.copy(first, folder.resolve("V1__clinic.sql"));
    Files.writeString(
        folder.resolve("V2__phone.sql"), "ALTER TABLE patient ADD COLUMN phone varchar(20);\n");

    assertThat(migrate(folder).migrationsExecuted).isEqualTo(1);

    assertThat(types("patient")).containsEntry("phone", "character varying");
  }

  private static MigrateResult migrate(Path folder) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(3);
    try (HikariDataSource source = new HikariDataSource(config)) {
      return Flyway.configure()
          .dataSource(source)
          .locations("filesystem:" + folder.toAbsolutePath())
          .load()
          .migrate();
    }
  }

  private static Map<String, String> types(String table) throws SQLException {
    Map<String, String> types = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(plainUrl);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT column_name, data_type FROM information_schema.columns"
                    + " WHERE table_schema = 'public' AND table_name = '"
                    + table
                    + "'")) {
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2));
      }
    }
    return types;
  }

  private static String ask(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(plainUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
