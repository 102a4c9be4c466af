package io.tenantcrypt.it;

import static io.tenantcrypt.it.H2Fixture.as;
import static io.tenantcrypt.it.H2Fixture.fresh;
import static io.tenantcrypt.it.H2Fixture.refused;
import static io.tenantcrypt.it.H2Fixture.run;
import static io.tenantcrypt.it.H2Fixture.runPlain;
import static io.tenantcrypt.it.H2Fixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database of H2 is set to: followed, or refused at connect. */
class H2SettingsIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODE=MySQL",
        "MODE=MariaDB",
        "MODE=Oracle",
        "MODE=MSSQLServer",
        "MODE=DB2",
        "MODE=Derby",
        "MODE=HSQLDB",
        "MODE=LEGACY",
        "MODE=STRICT",
        "DATABASE_TO_UPPER=FALSE",
        "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
        "IGNORECASE=TRUE",
        "NON_KEYWORDS=VALUE",
        "OLD_INFORMATION_SCHEMA=TRUE",
      })
  void setting_thatIsNotFollowed_isRefusedAtConnect(String setting) {
    String plain =
        "jdbc:h2:mem:" + setting.replace('=', '_').toLowerCase(Locale.ROOT) + ";" + setting;

    Throwable thrown = catchThrowable(() -> DriverManager.getConnection(url(plain)).close());

    assertThat(thrown).hasMessageContaining(setting.substring(0, setting.indexOf('=')));
    assertThat(((SQLException) thrown).getSQLState()).isEqualTo("TC040");
  }

  @Test
  void databaseWithoutAName_isRefusedAtConnect() {
    refused("TC040", () -> DriverManager.getConnection(url("jdbc:h2:mem:")).close());
  }

  @Test
  void mode_thatIsSetLater_isRefused() throws Exception {
    as(
        fresh(H2World.Mode.REGULAR, "mode"),
        connection -> {
          refused("TC003", () -> run(connection, "SET MODE MySQL"));
          refused("TC003", () -> run(connection, "SET IGNORECASE TRUE"));
          refused("TC003", () -> run(connection, "SET NON_KEYWORDS VALUE"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void statementsThatAConnectionBeginsWith_areFollowed(H2World.Mode mode) throws Exception {
    String plain = fresh(mode, "init");
    runPlain(
        plain,
        "CREATE SCHEMA other",
        "CREATE TABLE other.task (tenant_id varchar(63), id bigint, title varchar(20))",
        "INSERT INTO other.task VALUES ('acme', 1, 'mine'), ('globex', 2, 'theirs')");
    as(
        plain + ";INIT=SET LOCK_TIMEOUT 1000\\;SET SCHEMA other",
        connection -> {
          assertThat(connection.getSchema()).isEqualToIgnoringCase("other");
          assertThat(Sql.column(connection, "SELECT title FROM task")).containsExactly("mine");
          refused(
              "TC001",
              () -> Sql.column(connection, "SELECT 1 FROM task WHERE tenant_id = 'globex'"));
        });
    World.provision(url(plain), World.ACME);
    as(
        plain + ";INIT=SET SCHEMA tenantcrypt",
        connection -> {
          refused("TC001", () -> Sql.column(connection, "SELECT * FROM `key`"));
          refused("TC001", () -> Sql.column(connection, "SELECT * FROM tenant"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENGLISH", "ENGLISH STRENGTH PRIMARY", "CHARSET_CP500"})
  void collation_thatMayCallTextsEqual_leavesNoTextTenancy(String collation) throws Exception {
    String name = collation.toLowerCase(Locale.ROOT).replace(' ', '_');
    String plain = H2World.Mode.REGULAR.plainUrl(name) + ";COLLATION=" + collation;
    runPlain(plain, "CREATE TABLE task (tenant_id varchar(63), id bigint)");
    as(plain, connection -> refused("TC041", () -> Sql.column(connection, "SELECT id FROM task")));
  }
}
