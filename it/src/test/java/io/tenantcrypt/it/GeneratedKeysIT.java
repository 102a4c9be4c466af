package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys that the database makes, and protected columns among them, as on a plain database. */
class GeneratedKeysIT {

  private static final String TABLE =
      "CREATE TABLE contact (id bigserial, tenant_id varchar(63) DEFAULT 'acme' NOT NULL, city"
          + " varchar(40) DEFAULT 'Bern', phone varchar(20) NOT NULL, born date, PRIMARY KEY"
          + " (tenant_id, id))";
  private static final String INSERT = "INSERT INTO contact (phone, born) VALUES (?, ?)";

  private static Sealed sealed;
  private static String twin;
  private static HikariDataSource pool;

  @BeforeAll
  static void create() throws Exception {
    World world = World.shared();
    twin = world.freshUrl("keys_twin");
    sealed = new Sealed("keys_sealed", world.freshUrl("keys_sealed"), "policy-keys.yaml");
    try (Connection connection = DriverManager.getConnection(twin)) {
      Sql.execute(connection, TABLE);
    }
    try (Connection connection = sealed.connect()) {
      Sql.execute(connection, TABLE);
    }
    World.provision(sealed.url(), World.ACME, World.GLOBEX);
    pool = sealed.pool();
  }

  @AfterAll
  static void close() throws Exception {
    pool.close();
    sealed.inspector().assertNone(Rows.MARKS);
    for (String mark : Rows.MARKS) {
      assertThat(sealed.recording().events()).noneMatch(event -> event.holds(mark));
    }
  }

  @Test
  void flag_ofAPreparedInsert_givesTheLogicalColumns() throws Exception {
    assertLikeThePlainOne(
        connection -> connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS));
  }

  @Test
  void names_ofKeyAndProtectedColumns_areGivenInThatOrder() throws Exception {
    assertLikeThePlainOne(
        connection ->
            connection.prepareStatement(INSERT, new String[] {"id", "phone", "born", "city"}));
    assertLikeThePlainOne(
        connection -> connection.prepareStatement(INSERT, new String[] {"born", "id"}));
  }

  @Test
  void returning_inTheText_givesWhatItNames() throws Exception {
    String sql = INSERT + " RETURNING id, phone AS number, born";
    List<List<String>> plain = new ArrayList<>();
    List<List<String>> ours = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(twin);
        PreparedStatement insert = connection.prepareStatement(sql)) {
      plain.addAll(returned(insert));
    }
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = pool.getConnection();
              PreparedStatement insert = connection.prepareStatement(sql)) {
            ours.addAll(returned(insert));
          }
        });
    assertThat(withoutIds(ours)).isEqualTo(withoutIds(plain));
  }

  @Test
  void flag_ofAPlainStatement_givesTheLogicalColumns() throws Exception {
    AsTenant.run(
        World.GLOBEX,
        () -> {
          try (Connection connection = pool.getConnection();
              Statement statement = connection.createStatement()) {
            assertThat(
                    statement.executeUpdate(
                        "INSERT INTO contact (phone, born) VALUES ('S3CRET-7', '1907-01-01')",
                        Statement.RETURN_GENERATED_KEYS))
                .isEqualTo(1);
            try (ResultSet keys = statement.getGeneratedKeys()) {
              assertThat(keys.next()).isTrue();
              assertThat(keys.getLong("id")).isPositive();
              assertThat(keys.getString("phone")).isEqualTo("S3CRET-7");
              assertThat(keys.getString("tenant_id")).isEqualTo(World.GLOBEX);
              assertThat(keys.getDate("born").toLocalDate()).hasToString("1907-01-01");
              assertThat(keys.next()).isFalse();
            }
          }
        });
  }

  @Test
  void batch_withKeys_givesOneRowEach() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = pool.getConnection();
              PreparedStatement insert =
                  connection.prepareStatement(INSERT, new String[] {"id", "phone"})) {
            for (int i = 0; i < 4; i++) {
              insert.setString(1, "S3CRET-" + i);
              insert.setDate(2, java.sql.Date.valueOf("1907-01-0" + (i + 1)));
              insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1, 1);
            List<String> phones = new ArrayList<>();
            try (ResultSet keys = insert.getGeneratedKeys()) {
              while (keys.next()) {
                assertThat(keys.getLong(1)).isPositive();
                phones.add(keys.getString(2));
              }
            }
            assertThat(phones).containsExactly("S3CRET-0", "S3CRET-1", "S3CRET-2", "S3CRET-3");
          }
        });
  }

  @Test
  void keys_ofAnUpdate_giveTheChangedRow() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = pool.getConnection()) {
            Sql.execute(connection, "INSERT INTO contact (phone, city) VALUES ('S3CRET', 'Ulm')");
            try (PreparedStatement update =
                connection.prepareStatement(
                    "UPDATE contact SET phone = ? WHERE city = 'Ulm'",
                    Statement.RETURN_GENERATED_KEYS)) {
              update.setString(1, "S3CRET-new");
              assertThat(update.executeUpdate()).isEqualTo(1);
              try (ResultSet keys = update.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getString("phone")).isEqualTo("S3CRET-new");
              }
            }
          }
        });
  }

  /** Prepares an insert on a connection. */
  private interface Preparing {
    PreparedStatement on(Connection connection) throws SQLException;
  }

  private static void assertLikeThePlainOne(Preparing preparing) throws Exception {
    List<List<String>> plain = new ArrayList<>();
    List<List<String>> ours = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(twin);
        PreparedStatement insert = preparing.on(connection)) {
      plain.addAll(inserted(insert));
    }
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = pool.getConnection();
              PreparedStatement insert = preparing.on(connection)) {
            ours.addAll(inserted(insert));
          }
        });
    assertThat(withoutIds(ours)).isEqualTo(withoutIds(plain));
  }

  private static List<List<String>> inserted(PreparedStatement insert) throws SQLException {
    insert.setString(1, "S3CRET-1");
    insert.setDate(2, java.sql.Date.valueOf("1907-02-02"));
    assertThat(insert.executeUpdate()).isEqualTo(1);
    try (ResultSet keys = insert.getGeneratedKeys()) {
      return rows(keys);
    }
  }

  private static List<List<String>> returned(PreparedStatement insert) throws SQLException {
    insert.setString(1, "S3CRET-1");
    insert.setDate(2, java.sql.Date.valueOf("1907-02-02"));
    try (ResultSet keys = insert.executeQuery()) {
      return rows(keys);
    }
  }

  /** Label, type and value of each column of each row. */
  private static List<List<String>> rows(ResultSet keys) throws SQLException {
    ResultSetMetaData metadata = keys.getMetaData();
    List<List<String>> rows = new ArrayList<>();
    while (keys.next()) {
      List<String> row = new ArrayList<>();
      for (int column = 1; column <= metadata.getColumnCount(); column++) {
        row.add(
            metadata.getColumnLabel(column)
                + " "
                + metadata.getColumnType(column)
                + " "
                + keys.getObject(column));
      }
      rows.add(row);
    }
    assertThat(rows).hasSize(1);
    return rows;
  }

  /** Both databases count on their own. */
  private static List<List<String>> withoutIds(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(v -> v.replaceFirst("^id (-?\\d+) \\d+$", "id $1")).toList())
        .toList();
  }
}
