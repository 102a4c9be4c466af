package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Plain JDBC through the driver on real PostgreSQL, with a raw connection and the wire beside it.
 */
class PlainJdbcIT {

  private static final String NAME = "plain-jdbc";

  private static String plainUrl;
  private static String url;

  @BeforeAll
  static void prepare() throws Exception {
    World world = World.shared();
    plainUrl = world.freshUrl("plain_jdbc");
    url = world.url(plainUrl, "policy-scope.yaml", NAME);
    try (Connection connection = DriverManager.getConnection(url)) {
      World.createTables(connection);
    }
    World.provision(url, World.ACME, World.GLOBEX);
    try (Connection connection = DriverManager.getConnection(url)) {
      Rows.insertShared(connection);
      AsTenant.run(World.ACME, () -> Rows.insertOf(connection, World.ACME));
      AsTenant.run(World.GLOBEX, () -> Rows.insertOf(connection, World.GLOBEX));
    }
  }

  @Test
  void insert_everyLogicalType_readsBackInItsJavaForms() throws Exception {
    UUID device = UUID.fromString("5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11");
    byte[] image = "S3CRET bytes".getBytes(StandardCharsets.UTF_8);
    byte[] given = image.clone();
    LocalDateTime at = LocalDateTime.of(1907, 5, 6, 7, 8, 9, 123_456_000);
    OffsetDateTime seen = OffsetDateTime.of(at, ZoneOffset.UTC);
    as(
        World.ACME,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO reading (id, pulse, steps, weight, score, fasting, taken, at, seen,"
                      + " device, image) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, 72);
            insert.setLong(2, 12_345_678_901L);
            insert.setBigDecimal(3, new BigDecimal("81.50"));
            insert.setDouble(4, 0.1);
            insert.setBoolean(5, true);
            insert.setObject(6, LocalTime.of(7, 8, 9));
            insert.setObject(7, at);
            insert.setObject(8, seen);
            insert.setObject(9, device);
            insert.setBytes(10, given);
            assertThat(insert.executeUpdate()).isEqualTo(1);
          }
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT * FROM reading WHERE id = 1");
              ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("pulse")).isEqualTo(72);
            assertThat(row.getObject("pulse")).isEqualTo(72);
            assertThat(row.getLong("steps")).isEqualTo(12_345_678_901L);
            assertThat(row.getBigDecimal("weight")).isEqualTo(new BigDecimal("81.50"));
            assertThat(row.getDouble("score")).isEqualTo(0.1);
            assertThat(row.getBoolean("fasting")).isTrue();
            assertThat(row.getObject("taken", LocalTime.class)).isEqualTo(LocalTime.of(7, 8, 9));
            assertThat(row.getObject("at", LocalDateTime.class)).isEqualTo(at);
            assertThat(row.getObject("seen", OffsetDateTime.class)).isEqualTo(seen);
            assertThat(row.getObject("device", UUID.class)).isEqualTo(device);
            assertThat(row.getBytes("image")).isEqualTo(image);
          }
        });

    assertThat(given).as("the caller's array is not touched").isEqualTo(image);
    new RawInspector(plainUrl).assertNone(List.of("S3CRET bytes", "1907-05-06", "81.50"));
  }

  @Test
  void insert_null_staysNullInTheDatabase() throws Exception {
    as(
        World.ACME,
        connection ->
            execute(
                connection, "INSERT INTO patient (id, name, note) VALUES (31, 'S3CRET', NULL)"));

    assertThat(
            raw("SELECT count(*) FROM patient WHERE id = 31 AND note IS NULL AND name IS NOT NULL"))
        .isEqualTo("1");
  }

  @Test
  void insert_sameValueTwice_givesDifferentCells() throws Exception {
    as(
        World.ACME,
        connection ->
            execute(
                connection,
                "INSERT INTO patient (id, name, ssn) VALUES (41, 'S3CRET', 'S3CRET-S'), (42, 'S3CRET', 'S3CRET-S')"));

    assertThat(raw("SELECT count(DISTINCT ssn) FROM patient WHERE id IN (41, 42)")).isEqualTo("2");
    assertThat(raw("SELECT count(*) FROM patient WHERE id IN (41, 42) AND get_byte(ssn, 0) = 249"))
        .isEqualTo("2");
  }

  @Test
  void batch_severalRows_areAllSealed() throws Exception {
    as(
        World.ACME,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO patient (id, name, dob) VALUES (?, ?, ?)")) {
            for (int i = 0; i < 5; i++) {
              insert.setLong(1, 51L + i);
              insert.setString(2, "Batch S3CRET " + i);
              insert.setDate(3, Date.valueOf("1907-07-0" + (i + 1)));
              insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1, 1, 1);
          }
          assertThat(ask(connection, "SELECT name FROM patient WHERE id = 53"))
              .isEqualTo("Batch S3CRET 2");
        });

    new RawInspector(plainUrl).assertNone(Rows.MARKS);
  }

  @Test
  void preparedStatement_usedForTwoTenants_servesEachItsOwn() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement select =
            connection.prepareStatement("SELECT tenant_id, name FROM patient WHERE id = ?")) {
      select.setLong(1, 1);
      for (String tenant : List.of(World.ACME, World.GLOBEX, World.ACME)) {
        AsTenant.run(
            tenant,
            () -> {
              try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(tenant);
                assertThat(row.getString(2)).isEqualTo("Ann S3CRET");
                assertThat(row.next()).isFalse();
              }
            });
      }
    }
  }

  @Test
  void update_byPrimaryKey_leavesTheOtherTenantsRow() throws Exception {
    String before = raw("SELECT p::text FROM patient p WHERE tenant_id = 'globex' AND id = 2");

    as(World.ACME, c -> execute(c, "UPDATE patient SET city = 'Paris' WHERE id = 2"));

    assertThat(raw("SELECT p::text FROM patient p WHERE tenant_id = 'globex' AND id = 2"))
        .isEqualTo(before);
    assertThat(raw("SELECT city FROM patient WHERE tenant_id = 'acme' AND id = 2"))
        .isEqualTo("Paris");
  }

  @Test
  void select_withoutTenant_isRefusedWithTc010() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThatThrownBy(() -> ask(connection, "SELECT name FROM patient"))
          .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("TC010");
    }
  }

  @Test
  void select_ofATenantWithoutKeys_isRefusedWithTc012() throws Exception {
    assertThatThrownBy(
            () ->
                as(
                    "initech",
                    c -> execute(c, "INSERT INTO patient (id, name) VALUES (1, 'S3CRET')")))
        .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("TC012");
  }

  @Test
  void select_cellCopiedFromAnotherTenant_doesNotOpen() throws Exception {
    copyOver("ssn", "ssn", 3);

    assertThatThrownBy(() -> as(World.GLOBEX, c -> ask(c, "SELECT ssn FROM patient WHERE id = 3")))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("patient.ssn")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("TC020");
  }

  @Test
  void insert_plaintextPastTheDriver_isRefusedByTheDatabase() throws Exception {
    for (String column : List.of("name", "dob", "ssn")) {
      assertThatThrownBy(() -> plant(column, 2))
          .as("the CHECK on %s", column)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("violates check constraint")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("23514");
    }
  }

  @Test
  void select_plaintextWhereACellMustBe_isRefusedWithTc021() throws Exception {
    try (Connection raw = DriverManager.getConnection(plainUrl)) {
      execute(raw, "ALTER TABLE patient DROP CONSTRAINT tenantcrypt_note");
    }
    plant("note", 1);

    assertThatThrownBy(() -> as(World.GLOBEX, c -> ask(c, "SELECT note FROM patient WHERE id = 1")))
        .isInstanceOf(SQLDataException.class)
        .hasMessageNotContaining("planted")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("TC021");
  }

  @Test
  void select_onAProtectedColumnsValue_isRefusedNamingTheColumn() throws Exception {
    assertThatThrownBy(
            () -> as(World.ACME, c -> ask(c, "SELECT id FROM patient WHERE name = 'Ann S3CRET'")))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("patient.name")
        .hasMessageNotContaining("S3CRET")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("TC002");
  }

  @Test
  void wire_afterEverythingAbove_carriedNothingProtected() throws Exception {
    as(
        World.ACME,
        c ->
            execute(
                c, "INSERT INTO patient (id, name, dob) VALUES (61, 'Wire S3CRET', '1907-01-01')"));

    for (String mark : Rows.MARKS) {
      assertThat(Recording.of(NAME).events()).isNotEmpty().noneMatch(event -> event.holds(mark));
    }
  }

  @Test
  void metadata_ofAProtectedColumn_answersItsLogicalType() throws Exception {
    as(
        World.ACME,
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("SELECT dob AS born, name FROM patient")) {
            assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.DATE);
            assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("born");
            assertThat(rows.getMetaData().getColumnType(2)).isEqualTo(Types.VARCHAR);
            rows.next();
            assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(1907, 1, 2));
          }
        });
  }

  /** Puts plaintext where a cell must be, as an application would that goes past the driver. */
  private static void plant(String column, long id) throws SQLException {
    raw(
        "UPDATE patient SET "
            + column
            + " = convert_to('planted', 'UTF8') WHERE tenant_id = 'globex' AND id = "
            + id
            + " RETURNING id");
  }

  private static void copyOver(String from, String to, long id) throws SQLException {
    raw(
        "UPDATE patient SET "
            + to
            + " = (SELECT "
            + from
            + " FROM patient WHERE tenant_id = 'acme' AND id = 1) WHERE tenant_id = 'globex' AND id = "
            + id
            + " RETURNING id");
  }

  /** Something done on a connection. */
  private interface Work {
    void on(Connection connection) throws Exception;
  }

  private static void as(String tenant, Work work) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      AsTenant.run(tenant, () -> work.on(connection));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String raw(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(plainUrl)) {
      return ask(connection, sql);
    }
  }
}
