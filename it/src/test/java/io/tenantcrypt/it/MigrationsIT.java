package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Migration tools, run on a plain database and through the driver: metadata is the same after. */
class MigrationsIT {

  private static final Path MIGRATIONS = Path.of("src/test/resources/migrations");

  /** A URL as an application would have it, with nothing between the two drivers. */
  private static String url(String plainUrl) {
    return World.shared()
        .url(plainUrl, "policy-migrations.yaml", "migrations")
        .replace(":recording:", ":")
        .replace("&recording=migrations", "");
  }

  private static Flyway flyway(String url) {
    return Flyway.configure()
        .dataSource(url, null, null)
        .cleanDisabled(false)
        .locations("filesystem:" + MIGRATIONS.resolve("flyway").toAbsolutePath())
        .load();
  }

  @Test
  void flyway_byUrlAlone_leavesWhatItLeavesOnAPlainDatabase() throws Exception {
    String twin = World.shared().freshUrl("flyway_url_twin");
    String plain = World.shared().freshUrl("flyway_url");

    assertThat(flyway(twin).migrate().migrationsExecuted).isEqualTo(3);
    assertThat(flyway(url(plain)).migrate().migrationsExecuted).isEqualTo(3);

    assertThat(Described.of(url(plain))).isEqualTo(Described.of(twin));
    assertThat(cells(plain)).contains("member.name", "member.sex", "letter.body", "letter_0.body");
    assertThat(flyway(url(plain)).validateWithResult().validationSuccessful).isTrue();
  }

  @Test
  void flyway_cleanAndMigrateAgain_givesTheSame() throws Exception {
    String plain = World.shared().freshUrl("flyway_clean");
    flyway(url(plain)).migrate();
    List<String> before = Described.of(url(plain));

    flyway(url(plain)).clean();
    flyway(url(plain)).migrate();

    assertThat(Described.of(url(plain))).isEqualTo(before);
    assertThat(cells(plain)).contains("member.name", "letter_1.body");
  }

  @Test
  void liquibase_update_leavesWhatItLeavesOnAPlainDatabase() throws Exception {
    String twin = World.shared().freshUrl("liquibase_twin");
    String plain = World.shared().freshUrl("liquibase");

    liquibase(twin, false);
    liquibase(url(plain), false);

    assertThat(Described.of(url(plain))).isEqualTo(Described.of(twin));
    assertThat(cells(plain)).contains("member.name", "member.email", "letter.body");
  }

  @Test
  void liquibase_dropAll_takesWhatItMadeAndNoKeyTable() throws Exception {
    String twin = World.shared().freshUrl("liquibase_drop_twin");
    String plain = World.shared().freshUrl("liquibase_drop");
    liquibase(url(plain), false);
    World.provision(url(plain), World.ACME);
    List<String> tenants = ask(plain, "SELECT tenant FROM tenantcrypt.tenant ORDER BY 1");

    liquibase(twin, true);
    liquibase(url(plain), true);

    assertThat(Described.of(url(plain))).isEqualTo(Described.of(twin));
    assertThat(ask(plain, "SELECT tenant FROM tenantcrypt.tenant ORDER BY 1"))
        .isEqualTo(tenants)
        .contains(World.ACME);
  }

  @Test
  void check_thatTheCodecEnforces_isReplacedWithAWarning() throws Exception {
    String plain = World.shared().freshUrl("check_warning");
    try (Connection connection = DriverManager.getConnection(url(plain));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE member (tenant_id varchar(63) NOT NULL, id bigint NOT NULL,"
              + " sex varchar(1) CHECK (sex IN ('F', 'M')))");
      SQLWarning warning = statement.getWarnings();
      assertThat(warning.getSQLState()).startsWith("01");
      assertThat(warning.getMessage()).contains("member.sex").doesNotContain("'F'");
      statement.execute("CREATE TABLE other (id bigint)");
      assertThat((Object) statement.getWarnings()).isNull();
    }
  }

  private static void liquibase(String url, boolean dropAll) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Liquibase liquibase =
            new Liquibase(
                "changelog.yaml",
                new DirectoryResourceAccessor(MIGRATIONS.resolve("liquibase")),
                new JdbcConnection(connection))) {
      liquibase.update("");
      if (dropAll) {
        liquibase.dropAll();
      }
    }
  }

  /** The columns that hold cells, as the database itself has them. */
  private static List<String> cells(String plainUrl) throws SQLException {
    return ask(
        plainUrl,
        "SELECT table_name || '.' || column_name FROM information_schema.columns"
            + " WHERE table_schema = 'public' AND data_type = 'bytea'");
  }

  private static List<String> ask(String url, String sql) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }
}
