package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every logical type: what its usual setters and literals store, its usual getters read as a plain
 * column of that type gives it, and the database holds cells.
 */
class TypesIT {

  private static final AtomicLong IDS = new AtomicLong();

  private static Sealed sealed;
  private static String twin;

  @BeforeAll
  static void create() throws Exception {
    World world = World.shared();
    twin = world.freshUrl("types_twin");
    sealed = new Sealed("types_sealed", world.freshUrl("types_sealed"), "policy-types.yaml");
    String table =
        "CREATE TABLE everything (tenant_id varchar(63) DEFAULT 'acme' NOT NULL, id bigint NOT NULL,"
            + " a_smallint smallint, an_integer integer, a_bigint bigint, a_decimal numeric(12,3),"
            + " a_real real, a_double double precision, a_boolean boolean, a_char char(4),"
            + " a_varchar varchar(40), a_text text, an_enum varchar(10), a_date date, a_time time,"
            + " a_timestamp timestamp, a_timestamptz timestamptz, a_uuid uuid, some_bytes bytea,"
            + " a_json json, PRIMARY KEY (tenant_id, id))";
    try (Connection connection = DriverManager.getConnection(twin)) {
      Sql.execute(connection, table);
    }
    try (Connection connection = sealed.connect()) {
      Sql.execute(connection, table);
    }
    World.provision(sealed.url(), World.ACME);
  }

  private static final KeptConnections OPEN = new KeptConnections();

  @AfterAll
  static void close() throws SQLException {
    OPEN.close();
  }

  @AfterAll
  static void storage_allThatWasStored_isCells() throws SQLException {
    try (Connection raw = DriverManager.getConnection(sealed.plainUrl());
        PreparedStatement select = raw.prepareStatement("SELECT * FROM everything");
        ResultSet rows = select.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      int cells = 0;
      while (rows.next()) {
        for (int column = 3; column <= columns; column++) {
          assertThat(rows.getMetaData().getColumnTypeName(column)).isEqualTo("bytea");
          byte[] cell = rows.getBytes(column);
          if (cell != null) {
            assertThat(cell[0]).as("magic").isEqualTo((byte) 0xF9);
            cells++;
          }
        }
      }
      assertThat(cells).isGreaterThan(40);
    }
    sealed.inspector().assertNone(Rows.MARKS);
    for (String mark : Rows.MARKS) {
      assertThat(sealed.recording().events()).noneMatch(event -> event.holds(mark));
    }
  }

  @TestFactory
  Stream<DynamicTest> column_storedByASetter_readsAsThePlainOne() {
    return TypeWays.setters()
        .map(
            way -> DynamicTest.dynamicTest(way.column() + " by " + way.what(), () -> compare(way)));
  }

  @TestFactory
  Stream<DynamicTest> column_storedByALiteral_readsAsThePlainOne() {
    return literals()
        .map(
            way -> DynamicTest.dynamicTest(way.column() + " by " + way.what(), () -> compare(way)));
  }

  @TestFactory
  Stream<DynamicTest> column_storedAsNull_staysNull() {
    return TypeWays.COLUMNS.stream()
        .flatMap(
            column ->
                Stream.of(
                    new TypeWays.Way(column, "setNull", "?", (s, i) -> s.setNull(i, Types.NULL)),
                    new TypeWays.Way(
                        column, "setObject(null)", "?", (s, i) -> s.setObject(i, null)),
                    new TypeWays.Way(column, "NULL", "NULL", (s, i) -> {})))
        .map(
            way -> DynamicTest.dynamicTest(way.column() + " by " + way.what(), () -> compare(way)));
  }

  private static Stream<TypeWays.Way> literals() {
    return Stream.of(
        TypeWays.as("a_smallint", "-7"),
        TypeWays.as("an_integer", "2147483647"),
        TypeWays.as("an_integer", "'12'"),
        TypeWays.as("a_bigint", "9223372036854775807"),
        TypeWays.as("a_decimal", "12.5"),
        TypeWays.as("a_decimal", "-0.001"),
        TypeWays.as("a_real", "1.5"),
        TypeWays.as("a_double", "1e-3"),
        TypeWays.as("a_boolean", "true"),
        TypeWays.as("a_boolean", "FALSE"),
        TypeWays.as("a_char", "'ab'"),
        TypeWays.as("a_varchar", "'O''Hara S3CRET'"),
        TypeWays.as("a_varchar", "E'tab\\tS3CRET'"),
        TypeWays.as("a_text", "$$S3CRET 'quoted'$$"),
        TypeWays.as("an_enum", "'FEMALE'"),
        TypeWays.as("a_date", "'1907-02-03'"),
        TypeWays.as("a_date", "DATE '1907-02-03'"),
        TypeWays.as("a_time", "'07:08:09.5'"),
        TypeWays.as("a_timestamp", "'1907-02-03 04:05:06.789012'"),
        TypeWays.as("a_timestamp", "TIMESTAMP '1907-02-03 04:05:06'"),
        TypeWays.as("a_timestamptz", "'1907-02-03 04:05:06.789012+02'"),
        TypeWays.as("a_uuid", "'5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11'"),
        TypeWays.as("some_bytes", "'\\x00ff10'"),
        TypeWays.as("a_json", "'{\"k\": \"S3CRET\"}'"));
  }

  private static void compare(TypeWays.Way way) throws Exception {
    long id = IDS.incrementAndGet();
    List<String> expected = TypeWays.storedAndRead(OPEN.of(twin), way, id);
    Connection ours = OPEN.of(sealed.url());
    List<String> actual = AsTenant.call(World.ACME, () -> TypeWays.storedAndRead(ours, way, id));
    assertThat(actual).isEqualTo(expected);
  }
}
