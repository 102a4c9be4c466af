package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
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
import java.util.stream.Stream;

/** Ways to store values of each logical type in the table {@code everything}, and to read them. */
final class TypeWays {

  private TypeWays() {}

  /** Sets a parameter. */
  @FunctionalInterface
  interface Setter {
    void on(PreparedStatement statement, int index) throws SQLException;
  }

  /** Reads a column. */
  @FunctionalInterface
  private interface Getter {
    Object on(ResultSet row, int column) throws SQLException;
  }

  /** One way to store one value in one column. */
  record Way(String column, String what, String expression, Setter setter) {}

  static final List<String> COLUMNS =
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

  /** By the setters of a prepared statement. */
  static Stream<Way> setters() {
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

  static Way by(String column, String what, Setter setter) {
    return new Way(column, what, "?", setter);
  }

  static Way as(String column, String literal) {
    return new Way(column, "the literal " + literal, literal, (s, i) -> {});
  }

  /** Stores a value in a new row and gives all that is read of it. */
  static List<String> storedAndRead(Connection connection, Way way, long id) throws SQLException {
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
    Stream<Getter> common = Stream.of(ResultSet::getString, TypeWays::object);
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
