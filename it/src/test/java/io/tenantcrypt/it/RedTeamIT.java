package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that need tables of their own; those that do not stand in the corpus, redteam.sql. */
class RedTeamIT {

  private static final String SEVEN = "7";

  private static Sealed sealed;

  @BeforeAll
  static void create() throws Exception {
    Sealed first = Sealed.create("redteam");
    try (Connection owner = DriverManager.getConnection(first.plainUrl())) {
      for (String sql :
          List.of(
              "CREATE TABLE numbered (tenant_id integer, id integer, x text)",
              "INSERT INTO numbered VALUES (7, 1, 'seven'), (8, 1, 'eight')",
              "CREATE TABLE padded (tenant_id char(8), id integer)",
              "CREATE DOMAIN tenant_name AS varchar(20)",
              "CREATE TABLE domained (tenant_id tenant_name, id integer)",
              "CREATE TABLE exact (tenant_id numeric, id integer)",
              "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2',"
                  + " deterministic = false)",
              "CREATE TABLE caseless (tenant_id varchar(20) COLLATE blind, id integer)",
              "CREATE TABLE room (tenant_id varchar(63), id integer PRIMARY KEY)",
              "CREATE TABLE booking (tenant_id varchar(63), id integer, room integer"
                  + " REFERENCES room ON DELETE CASCADE)",
              "INSERT INTO room VALUES ('acme', 1), ('globex', 2)",
              "INSERT INTO booking VALUES ('acme', 1, 1), ('globex', 2, 1), ('globex', 3, 2)",
              "UPDATE patient SET city = '(' WHERE tenant_id = 'globex'")) {
        Sql.execute(owner, sql);
      }
    }
    sealed = new Sealed("redteam_two", first.plainUrl(), "policy-refuse.yaml");
    World.provision(sealed.url(), SEVEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8", "'8'", "-7", "'7 '", "' 7'", "'+7'", "'7.0'", "'0x7'", "'7_0'", "7.0", "7e0"})
  void integerTenant_namedByAnotherNumberOrInAnotherForm_isRefused(String value) throws Exception {
    refused(SEVEN, "TC001", "SELECT x FROM numbered WHERE tenant_id = " + value);
    refused(SEVEN, "TC001", "INSERT INTO numbered VALUES (" + value + ", 2, 'x')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "'7'", "'7'::integer", "CAST('7' AS bigint)"})
  void integerTenant_namedByItsNumber_readsItsRows(String value) throws Exception {
    assertThat(read(SEVEN, "SELECT x FROM numbered WHERE tenant_id = " + value))
        .containsExactly("seven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"padded", "domained", "exact", "caseless"})
  void tenancyColumn_whoseEqualityIsNotExact_isTc041(String table) throws Exception {
    refused(SEVEN, "TC041", "SELECT id FROM " + table + " WHERE tenant_id = '7'");
  }

  // A limit that the threat model names (N14).
  @Test
  void condition_thatFailsOnAnotherTenantsRow_isASideChannel() throws Exception {
    String probe = "SELECT id FROM patient WHERE 'x' ~ city AND tenant_id = 'acme'";
    try (Connection connection = sealed.connect()) {
      AsTenant.run(
          World.ACME,
          () -> {
            Sql.execute(connection, "SET enable_indexscan = off");
            Sql.execute(connection, "SET enable_bitmapscan = off");
            assertThatThrownBy(() -> Sql.column(connection, probe))
                .isInstanceOf(SQLException.class)
                .hasMessageNotContainingAny(Rows.MARKS.toArray(String[]::new))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("2201B");
          });
    }
  }

  // Limits that the threat model names (N15).
  @Test
  void keys_withoutTheTenancyColumn_tellOfAnotherTenantAndCascadeIntoIt() throws Exception {
    try (Connection connection = sealed.connect()) {
      AsTenant.run(
          World.ACME,
          () -> {
            String taken = "INSERT INTO room (tenant_id, id) VALUES ('acme', 2)";
            assertThatThrownBy(() -> Sql.execute(connection, taken))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("23505");
            Sql.execute(connection, "DELETE FROM room WHERE tenant_id = 'acme' AND id = 1");
          });
    }

    assertThat(sealed.raw("SELECT count(*) FROM booking WHERE tenant_id = 'globex'"))
        .isEqualTo("1");
  }

  private static void refused(String tenant, String state, String sql) throws Exception {
    try (Connection connection = sealed.connect()) {
      AsTenant.run(tenant, () -> Sql.refusal(state, () -> Sql.execute(connection, sql)));
    }
  }

  private static List<String> read(String tenant, String sql) throws Exception {
    try (Connection connection = sealed.connect()) {
      return AsTenant.call(tenant, () -> Sql.column(connection, sql));
    }
  }
}
