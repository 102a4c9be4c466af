package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
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

  /** Sets a parameter. */
  @FunctionalInterface
  private interface Setter {
    void on(PreparedStatement statement, int index) throws SQLException;
  }

  /** Reads a column. */
  @FunctionalInterface
  private interface Getter {
    Object on(ResultSet row, int column) throws SQLException;
  }

  /** One way to store one value in one column. */
  private record Way(String column, String what, String expression, Setter setter) {}

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
    return setters()
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
    return COLUMNS.stream()
        .flatMap(
            column ->
                Stream.of(
                    new Way(column, "setNull", "?", (s, i) -> s.setNull(i, Types.NULL)),
                    new Way(column, "setObject(null)", "?", (s, i) -> s.setObject(i, null)),
                    new Way(column, "NULL", "NULL", (s, i) -> {})))
        .map(
            way -> DynamicTest.dynamicTest(way.column() + " by " + way.what(), () -> compare(way)));
  }

  private static final List<String> COLUMNS =
      List.of(
          "a_smallint",
          "an_integer",
          "a_bigint",
          "a_decimal",
          "a_real",
          "a_double",
          "a_boolean",
          "a_char",
          "a_varchar",
          "a_text",
          "an_enum",
          "a_date",
          "a_time",
          "a_timestamp",
          "a_timestamptz",
          "a_uuid",
          "some_bytes",
          "a_json");

  private static Stream<Way> setters() {
    LocalDateTime moment = LocalDateTime.of(1907, 5, 6, 7, 8, 9, 123_456_000);
    return Stream.of(
        by("a_smallint", "setShort", (s, i) -> s.setShort(i, (short) -7)),
        by("a_smallint", "setInt", (s, i) -> s.setInt(i, 32_767)),
        by("a_smallint", "setObject(Short)", (s, i) -> s.setObject(i, (short) 12)),
        by("an_integer", "setInt", (s, i) -> s.setInt(i, Integer.MIN_VALUE)),
        by("an_integer", "setLong", (s, i) -> s.setLong(i, 42)),
        by("an_integer", "setObject(Integer)", (s, i) -> s.setObject(i, 43)),
        by("an_integer", "setObject(INTEGER)", (s, i) -> s.setObject(i, 44, Types.INTEGER)),
        by("a_bigint", "setLong", (s, i) -> s.setLong(i, Long.MAX_VALUE)),
        by("a_bigint", "setObject(Long)", (s, i) -> s.setObject(i, -1L)),
        by("a_decimal", "setBigDecimal", (s, i) -> s.setBigDecimal(i, new BigDecimal("12.5"))),
        by(
            "a_decimal",
            "setBigDecimal negative",
            (s, i) -> s.setBigDecimal(i, new BigDecimal("-999999999.999"))),
        by("a_decimal", "setLong", (s, i) -> s.setLong(i, 7)),
        by("a_real", "setFloat", (s, i) -> s.setFloat(i, 1.5f)),
        by("a_double", "setDouble", (s, i) -> s.setDouble(i, 0.1)),
        by("a_double", "setDouble tiny", (s, i) -> s.setDouble(i, Double.MIN_VALUE)),
        by("a_boolean", "setBoolean", (s, i) -> s.setBoolean(i, true)),
        by("a_boolean", "setObject(Boolean)", (s, i) -> s.setObject(i, false)),
        by("a_char", "setString", (s, i) -> s.setString(i, "ab")),
        by("a_varchar", "setString", (s, i) -> s.setString(i, "Ann S3CRET")),
        by("a_varchar", "setString beyond Latin", (s, i) -> s.setString(i, "李 אבג 🙂 S3CRET")),
        by("a_varchar", "setString empty", (s, i) -> s.setString(i, "")),
        by("a_varchar", "setObject(VARCHAR)", (s, i) -> s.setObject(i, "S3CRET", Types.VARCHAR)),
        by("a_text", "setString", (s, i) -> s.setString(i, "long S3CRET ".repeat(500))),
        by("an_enum", "setString", (s, i) -> s.setString(i, "MALE")),
        by("a_date", "setDate", (s, i) -> s.setDate(i, Date.valueOf("1907-02-03"))),
        by("a_date", "setObject(LocalDate)", (s, i) -> s.setObject(i, LocalDate.of(1907, 12, 31))),
        by("a_time", "setTime", (s, i) -> s.setTime(i, Time.valueOf("07:08:09"))),
        by(
            "a_time",
            "setObject(LocalTime)",
            (s, i) -> s.setObject(i, LocalTime.of(23, 59, 59, 999_999_000))),
        by("a_timestamp", "setTimestamp", (s, i) -> s.setTimestamp(i, Timestamp.valueOf(moment))),
        by("a_timestamp", "setObject(LocalDateTime)", (s, i) -> s.setObject(i, moment)),
        by(
            "a_timestamptz",
            "setObject(OffsetDateTime)",
            (s, i) -> s.setObject(i, OffsetDateTime.of(moment, ZoneOffset.ofHours(5)))),
        by("a_timestamptz", "setTimestamp", (s, i) -> s.setTimestamp(i, Timestamp.valueOf(moment))),
        by(
            "a_uuid",
            "setObject(UUID)",
            (s, i) -> s.setObject(i, UUID.fromString("5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11"))),
        by(
            "some_bytes",
            "setBytes",
            (s, i) -> s.setBytes(i, "S3CRET\0bytes".getBytes(StandardCharsets.UTF_8))),
        by("some_bytes", "setBytes empty", (s, i) -> s.setBytes(i, new byte[0])),
        by(
            "a_json",
            "setObject(OTHER)",
            (s, i) -> s.setObject(i, "{\"k\": [1, \"S3CRET\"]}", Types.OTHER)));
  }

  private static Stream<Way> literals() {
    return Stream.of(
        as("a_smallint", "-7"),
        as("an_integer", "2147483647"),
        as("an_integer", "'12'"),
        as("a_bigint", "9223372036854775807"),
        as("a_decimal", "12.5"),
        as("a_decimal", "-0.001"),
        as("a_real", "1.5"),
        as("a_double", "1e-3"),
        as("a_boolean", "true"),
        as("a_boolean", "FALSE"),
        as("a_char", "'ab'"),
        as("a_varchar", "'O''Hara S3CRET'"),
        as("a_varchar", "E'tab\\tS3CRET'"),
        as("a_text", "$$S3CRET 'quoted'$$"),
        as("an_enum", "'FEMALE'"),
        as("a_date", "'1907-02-03'"),
        as("a_date", "DATE '1907-02-03'"),
        as("a_time", "'07:08:09.5'"),
        as("a_timestamp", "'1907-02-03 04:05:06.789012'"),
        as("a_timestamp", "TIMESTAMP '1907-02-03 04:05:06'"),
        as("a_timestamptz", "'1907-02-03 04:05:06.789012+02'"),
        as("a_uuid", "'5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11'"),
        as("some_bytes", "'\\x00ff10'"),
        as("a_json", "'{\"k\": \"S3CRET\"}'"));
  }

  private static Way by(String column, String what, Setter setter) {
    return new Way(column, what, "?", setter);
  }

  private static Way as(String column, String literal) {
    return new Way(column, "the literal " + literal, literal, (s, i) -> {});
  }

  private static void compare(Way way) throws Exception {
    long id = IDS.incrementAndGet();
    List<String> expected;
    try (Connection plain = DriverManager.getConnection(twin)) {
      expected = storedAndRead(plain, way, id);
    }
    List<String> actual =
        AsTenant.call(
            World.ACME,
            () -> {
              try (Connection ours = sealed.connect()) {
                return storedAndRead(ours, way, id);
              }
            });
    assertThat(actual).isEqualTo(expected);
  }

  private static List<String> storedAndRead(Connection connection, Way way, long id)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO everything (tenant_id, id, "
                + way.column()
                + ") VALUES ('acme', "
                + id
                + ", "
                + way.expression()
                + ")")) {
      way.setter().on(insert, 1);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + way.column()
                    + " FROM everything WHERE tenant_id = 'acme' AND id = "
                    + id);
        ResultSet row = select.executeQuery()) {
      assertThat(row.next()).isTrue();
      List<String> read = getters(way.column()).map(getter -> shown(row, getter)).toList();
      assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo(way.column());
      return Stream.concat(
              read.stream(),
              Stream.of(
                  "type " + row.getMetaData().getColumnType(1),
                  "null " + (row.getObject(1) == null) + row.wasNull()))
          .toList();
    }
  }

  private static String shown(ResultSet row, Getter getter) {
    try {
      Object value = getter.on(row, 1);
      if (value instanceof byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
      }
      return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    } catch (SQLException e) {
      return "SQLException";
    }
  }

  private static Stream<Getter> getters(String column) {
    Stream<Getter> common = Stream.of(ResultSet::getString, TypesIT::object);
    return Stream.concat(
        common,
        switch (column) {
          case "a_smallint" ->
              Stream.of(ResultSet::getShort, ResultSet::getInt, ResultSet::getLong);
          case "an_integer" ->
              Stream.of(
                  ResultSet::getInt, ResultSet::getLong, (r, c) -> r.getObject(c, Integer.class));
          case "a_bigint" -> Stream.of(ResultSet::getLong, (r, c) -> r.getObject(c, Long.class));
          case "a_decimal" ->
              Stream.of(ResultSet::getBigDecimal, (r, c) -> r.getObject(c, BigDecimal.class));
          case "a_real" -> Stream.of(ResultSet::getFloat);
          case "a_double" -> Stream.of(ResultSet::getDouble);
          case "a_boolean" -> Stream.of(ResultSet::getBoolean);
          case "a_date" -> Stream.of(ResultSet::getDate, (r, c) -> r.getObject(c, LocalDate.class));
          case "a_time" -> Stream.of(ResultSet::getTime, (r, c) -> r.getObject(c, LocalTime.class));
          case "a_timestamp" ->
              Stream.of(ResultSet::getTimestamp, (r, c) -> r.getObject(c, LocalDateTime.class));
          case "a_timestamptz" ->
              Stream.of(ResultSet::getTimestamp, (r, c) -> r.getObject(c, OffsetDateTime.class));
          case "a_uuid" -> Stream.of((r, c) -> r.getObject(c, UUID.class));
          case "some_bytes" -> Stream.of(ResultSet::getBytes);
          case "a_json" -> Stream.<Getter>empty();
          default -> Stream.of((r, c) -> r.getObject(c, String.class));
        });
  }

  /** PostgreSQL's own object for json says what its text says. */
  private static Object object(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    return value instanceof org.postgresql.util.PGobject object ? object.getValue() : value;
  }
}
