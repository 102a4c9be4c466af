package io.tenantcrypt.it.surface;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The values of each column of {@code everything} that are stored, each with what it is. */
final class SurfaceValues {

  /**
   * A value.
   *
   * @param kind the value class in the list of differences
   */
  record Value(String kind, Object java, Set<SurfaceDatabase> databases) {

    /** What no message may hold; null where it is too short to be told from other words. */
    String secret() {
      String text = java.toString();
      return java instanceof byte[] || text.length() < 6 ? null : text;
    }
  }

  private final Map<String, List<Value>> values = new LinkedHashMap<>();
  private List<Value> current = new ArrayList<>();

  private SurfaceValues() {}

  /** What is stored in a database, by the column's name. */
  static Map<String, List<Value>> of(SurfaceDatabase database) {
    SurfaceValues all = new SurfaceValues();
    all.numbers();
    all.texts();
    all.times();
    all.others();
    Map<String, List<Value>> taken = new LinkedHashMap<>();
    all.values.forEach(
        (column, given) ->
            taken.put(
                column,
                given.stream().filter(value -> value.databases().contains(database)).toList()));
    return taken;
  }

  /** The logical type of a column, as the list of differences names it. */
  static String type(String column) {
    return column.equals("some_bytes") ? "bytes" : column.replaceFirst("^an?_", "");
  }

  /** Binds a value as an application of that database does. */
  static void bind(
      SurfaceDatabase database, PreparedStatement statement, int index, String column, Object value)
      throws SQLException {
    if (column.equals("a_json")) {
      bindJson(database, statement, index, (String) value);
    } else if (value instanceof UUID && database == SurfaceDatabase.MYSQL) {
      statement.setString(index, value.toString());
    } else {
      statement.setObject(index, value);
    }
  }

  private static void bindJson(
      SurfaceDatabase database, PreparedStatement statement, int index, String text)
      throws SQLException {
    if (database == SurfaceDatabase.POSTGRESQL) {
      statement.setObject(index, text, Types.OTHER);
    } else {
      statement.setString(index, text);
    }
  }

  private SurfaceValues column(String name) {
    current = new ArrayList<>();
    values.put(name, current);
    return this;
  }

  private SurfaceValues add(String kind, Object value) {
    return add(EnumSet.allOf(SurfaceDatabase.class), kind, value);
  }

  private SurfaceValues add(Set<SurfaceDatabase> databases, String kind, Object value) {
    current.add(new Value(kind, value, databases));
    return this;
  }

  private void numbers() {
    column("a_smallint")
        .add("ordinary", (short) 7)
        .add("zero", (short) 0)
        .add("one", (short) 1)
        .add("negative", (short) -1)
        .add("beyond a byte", (short) 300)
        .add("largest", Short.MAX_VALUE)
        .add("smallest", Short.MIN_VALUE);
    column("an_integer")
        .add("ordinary", 7)
        .add("zero", 0)
        .add("one", 1)
        .add("negative", -1)
        .add("beyond a short", 70_000)
        .add("largest", Integer.MAX_VALUE)
        .add("smallest", Integer.MIN_VALUE);
    column("a_bigint")
        .add("ordinary", 7L)
        .add("zero", 0L)
        .add("one", 1L)
        .add("negative", -1L)
        .add("beyond an int", 5_000_000_000L)
        .add("beyond a double", (1L << 53) + 1)
        .add("largest", Long.MAX_VALUE)
        .add("smallest", Long.MIN_VALUE);
    column("a_decimal")
        .add("ordinary", new BigDecimal("12.5"))
        .add("zero", new BigDecimal("0"))
        .add("one", new BigDecimal("1"))
        .add("negative", new BigDecimal("-1"))
        .add("fraction", new BigDecimal("0.001"))
        .add("fraction", new BigDecimal("2.999"))
        .add("fraction", new BigDecimal("-0.5"))
        .add("beyond a short", new BigDecimal("70000"))
        .add("beyond a byte", new BigDecimal("200.7"))
        .add("largest", new BigDecimal("999999999.999"))
        .add("smallest", new BigDecimal("-999999999.999"));
    column("a_real")
        .add("ordinary", 1.5f)
        .add("zero", 0f)
        .add("one", 1f)
        .add("negative", -1f)
        .add("fraction", 0.1f)
        .add("seven digits", 1_234_567f)
        .add("fraction", -2.75f)
        .add("beyond a short", 70_000f)
        .add("beyond a byte", 200.5f)
        .add("beyond a long", 1e20f)
        .add(SurfaceDatabase.wide(), "largest", Float.MAX_VALUE)
        .add(SurfaceDatabase.wide(), "smallest", Float.MIN_VALUE)
        .add(SurfaceDatabase.wide(), "no number", Float.NaN)
        .add(SurfaceDatabase.wide(), "infinite", Float.POSITIVE_INFINITY);
    column("a_double")
        .add("ordinary", 1.5)
        .add("zero", 0.0)
        .add("one", 1.0)
        .add("negative", -1.0)
        .add("fraction", 0.1)
        .add("fraction", -2.75)
        .add("beyond a short", 70_000.0)
        .add("beyond a byte", 200.5)
        .add("beyond a long", 1e20)
        .add("beyond a float", 1e300)
        .add("largest", Double.MAX_VALUE)
        .add(SurfaceDatabase.wide(), "smallest", Double.MIN_VALUE)
        .add(SurfaceDatabase.wide(), "no number", Double.NaN)
        .add(SurfaceDatabase.wide(), "infinite", Double.NEGATIVE_INFINITY);
    column("a_boolean").add("true", true).add("false", false);
  }

  private void texts() {
    column("a_char")
        .add("ordinary", "ab")
        .add("full", "abcd")
        .add("empty", "")
        .add("beyond ASCII", "é🙂")
        .add("number text", "12")
        .add("number text", "-1")
        .add("number text", "0")
        .add("number text", "1")
        .add("boolean text", "true")
        .add("boolean text", "f");
    column("a_varchar");
    parsed()
        .add("ordinary", "Ann O'Hara")
        .add("empty", "")
        .add("beyond ASCII", "é 李 🙂")
        .add("URL text", "http://example.org/x?y=1")
        .add("hexadecimal text", "\\x4142ff")
        .add("array text", "{1,2}");
    column("a_text");
    parsed()
        .add("ordinary", "Ann O'Hara")
        .add("empty", "")
        .add("beyond ASCII", "é 李 🙂")
        .add("long", "long é 🙂 ".repeat(2_000));
    column("an_enum").add("ordinary", "FEMALE").add("ordinary", "OTHER");
  }

  /** Texts that parse as something else. */
  private SurfaceValues parsed() {
    return add("number text", "12")
        .add("number text", "0")
        .add("number text", "1")
        .add("number text", "-12")
        .add("number text", "300")
        .add("fraction text", "12.75")
        .add("fraction text", "-0.5")
        .add("exponent text", "1.5e3")
        .add("padded number text", " 12 ")
        .add("huge number text", "99999999999999999999")
        .add("boolean text", "true")
        .add("boolean text", "FALSE")
        .add("boolean text", "t")
        .add("boolean text", "N")
        .add("boolean text", "on")
        .add("date text", "2024-02-29")
        .add("time text", "23:59:58")
        .add("time text", "23:59:58.5")
        .add("timestamp text", "2024-01-31 23:59:58")
        .add("timestamp text", "2024-01-31 23:59:58.123456")
        .add("timestamp text", "2024-01-31T23:59:58")
        .add("instant text", "2024-01-31 23:59:58+02")
        .add("instant text", "2024-01-31T23:59:58Z")
        .add("UUID text", "5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11");
  }

  private void times() {
    column("a_date")
        .add("ordinary", LocalDate.of(2024, 2, 29))
        .add("epoch", LocalDate.EPOCH)
        .add("before 1970", LocalDate.of(1907, 2, 3))
        .add("Julian", LocalDate.of(1500, 3, 1))
        .add("largest", LocalDate.of(9999, 12, 31))
        .add(SurfaceDatabase.wide(), "before Christ", LocalDate.of(-43, 3, 15));
    column("a_time")
        .add("ordinary", LocalTime.of(7, 8, 9))
        .add("midnight", LocalTime.MIDNIGHT)
        .add("fraction", LocalTime.of(12, 30, 0, 500_000_000))
        .add("fraction", LocalTime.of(1, 2, 3, 4_000))
        .add("largest", LocalTime.of(23, 59, 59, 999_999_000));
    column("a_timestamp")
        .add("ordinary", LocalDateTime.of(2024, 1, 31, 23, 59, 58))
        .add("fraction", LocalDateTime.of(2024, 1, 31, 23, 59, 58, 123_456_000))
        .add("fraction", LocalDateTime.of(2024, 7, 31, 1, 2, 3, 500_000_000))
        .add("midnight", LocalDateTime.of(2024, 2, 29, 0, 0))
        .add("epoch", LocalDateTime.of(1970, 1, 1, 0, 0))
        .add("before 1970", LocalDateTime.of(1907, 2, 3, 4, 5, 6, 7_000))
        .add("Julian", LocalDateTime.of(1500, 3, 1, 4, 5, 6))
        .add("largest", LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))
        .add("left out by the zone", LocalDateTime.of(2024, 3, 31, 2, 30))
        .add("twice in the zone", LocalDateTime.of(2024, 10, 27, 2, 30))
        .add(SurfaceDatabase.wide(), "before Christ", LocalDateTime.of(-43, 3, 15, 1, 2));
    column("a_timestamptz")
        .add("ordinary", OffsetDateTime.parse("2024-01-31T23:59:58+01:00"))
        .add("fraction", OffsetDateTime.parse("2024-07-31T01:02:03.123456+02:00"))
        .add("another offset", OffsetDateTime.parse("2024-01-31T23:59:58+05:30"))
        .add("another offset", OffsetDateTime.parse("2024-07-31T01:02:03.123456Z"))
        .add("midnight", OffsetDateTime.parse("2024-02-29T00:00:00+01:00"))
        .add("twice in the zone", OffsetDateTime.parse("2024-10-27T02:30:00+02:00"))
        .add(
            SurfaceDatabase.wide(),
            "before 1970",
            OffsetDateTime.parse("1907-02-03T04:05:06.000007+01:00"))
        .add(
            SurfaceDatabase.wide(), "Julian", OffsetDateTime.parse("1500-03-01T04:05:06+00:53:28"));
  }

  private void others() {
    column("a_uuid")
        .add("ordinary", UUID.fromString("5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11"))
        .add("largest", UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"));
    column("some_bytes")
        .add("ordinary", new byte[] {0, -1, 1, 127})
        .add("empty", new byte[0])
        .add("text bytes", "Ann é".getBytes(StandardCharsets.UTF_8))
        .add("number bytes", "12".getBytes(StandardCharsets.UTF_8))
        .add("sixteen", "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    column("a_json")
        .add("ordinary", "{\"k\":[1,\"é\"]}")
        .add("number", "12")
        .add("text", "\"Ann\"")
        .add("true", "true");
  }
}
