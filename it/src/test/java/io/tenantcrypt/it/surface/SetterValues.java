package io.tenantcrypt.it.surface;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;

/** The values of the setters' matrix, each with the class that the list of differences names. */
final class SetterValues {

  private SetterValues() {}

  /** A value; {@code label} is its class in the list of differences. */
  record Value<T>(String label, T value) {}

  private static <T> Value<T> of(String label, T value) {
    return new Value<>(label, value);
  }

  /** In everything that must not leave the application in plaintext. */
  static final String MARK = "S3CRET";

  private static final String UUID_TEXT = "5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11";

  static List<Value<String>> texts() {
    return List.of(
        of("empty", ""),
        of("blank", "   "),
        of("integer", "7"),
        of("negative", "-42"),
        of("plus", "+5"),
        of("integer blanks", " 7 "),
        of("fraction", "12.5"),
        of("fraction", "-0.0005"),
        of("exponent", "1.5e3"),
        of("negative zero", "-0"),
        of("NaN", "NaN"),
        of("infinity", "-Infinity"),
        of("too large", "99999"),
        of("too large", "2147483648"),
        of("too large", "99999999999999999999999999"),
        of("word", MARK),
        of("word long", (MARK + " ").repeat(10)),
        of("unicode", "李 אבג 🙂 é"),
        of("unicode", "🙂".repeat(40)),
        of("padded", "ab   "),
        of("padded long", "abcd" + " ".repeat(50)),
        of("boolean", "true"),
        of("boolean", "F"),
        of("boolean", "1"),
        of("boolean", "off"),
        of("label", "MALE"),
        of("label other case", "male"),
        of("date", "2024-01-31"),
        of("date none", "2024-02-30"),
        of("date other", "31.01.2024"),
        of("timestamp", "2024-01-31 23:59:58.1234567"),
        of("timestamp T", "2024-01-31T23:59:58"),
        of("timestamp offset", "2024-01-31 23:59:58+02"),
        of("time", "23:59:58.5"),
        of("time", "07:08"),
        of("time large", "24:00:00"),
        of("uuid", UUID_TEXT),
        of("uuid", UUID_TEXT.toUpperCase(java.util.Locale.ROOT)),
        of("uuid short", UUID_TEXT.replace("-", "")),
        of("hex", "\\x00ff10"),
        of("hex odd", "\\x0"),
        of("json", "{\"k\": [1, \"" + MARK + "\"]}"),
        of("json none", "{\"k\": "),
        of("zero character", "a\0b"),
        of("half a pair", "a\uD83Db"));
  }

  /** For setters that read texts as {@code setString} does. */
  static List<Value<String>> fewTexts() {
    return texts().stream()
        .filter(
            v ->
                List.of(
                        "empty",
                        "integer",
                        "fraction",
                        "too large",
                        "word",
                        "word long",
                        "unicode",
                        "padded",
                        "boolean",
                        "label",
                        "date",
                        "timestamp",
                        "time",
                        "uuid",
                        "hex",
                        "json")
                    .contains(v.label()))
        .toList();
  }

  static List<Value<Byte>> bytes() {
    return List.of(
        of("zero", (byte) 0),
        of("one", (byte) 1),
        of("negative", (byte) -7),
        of("max", Byte.MAX_VALUE),
        of("min", Byte.MIN_VALUE));
  }

  static List<Value<Short>> shorts() {
    return List.of(
        of("zero", (short) 0),
        of("one", (short) 1),
        of("negative", (short) -7),
        of("max", Short.MAX_VALUE),
        of("min", Short.MIN_VALUE));
  }

  static List<Value<Integer>> ints() {
    return List.of(
        of("zero", 0),
        of("one", 1),
        of("negative", -7),
        of("max", Integer.MAX_VALUE),
        of("min", Integer.MIN_VALUE),
        of("like a date", 20_240_131));
  }

  static List<Value<Long>> longs() {
    return List.of(
        of("zero", 0L),
        of("one", 1L),
        of("negative", -7L),
        of("max", Long.MAX_VALUE),
        of("min", Long.MIN_VALUE));
  }

  static List<Value<Float>> floats() {
    return List.of(
        of("zero", 0f),
        of("negative zero", -0f),
        of("one", 1f),
        of("fraction", 0.1f),
        of("half", 2.5f),
        of("half", 3.5f),
        of("half", -2.5f),
        of("digits", 16_777_216f),
        of("digits", 1_234_567.9f),
        of("large", 3.0000001e10f),
        of("small", 1.5e-7f),
        of("max", Float.MAX_VALUE),
        of("min", Float.MIN_VALUE),
        of("NaN", Float.NaN),
        of("infinity", Float.NEGATIVE_INFINITY));
  }

  static List<Value<Double>> doubles() {
    return List.of(
        of("zero", 0d),
        of("negative zero", -0d),
        of("one", 1d),
        of("fraction", 0.1),
        of("fraction", 1.0005),
        of("half", 2.5),
        of("half", 3.5),
        of("half", -2.5),
        of("digits", 9_007_199_254_740_992d),
        of("digits", 123_456_789.12345679),
        of("large", 1e15),
        of("large", 1e40),
        of("small", 1.5e-7),
        of("max", Double.MAX_VALUE),
        of("min", Double.MIN_VALUE),
        of("NaN", Double.NaN),
        of("infinity", Double.POSITIVE_INFINITY));
  }

  static List<Value<BigDecimal>> decimals() {
    return List.of(
        of("zero", BigDecimal.ZERO),
        of("one", BigDecimal.ONE),
        of("fraction", new BigDecimal("12.5")),
        of("fraction", new BigDecimal("-0.0005")),
        of("half", new BigDecimal("2.5")),
        of("half", new BigDecimal("-3.5")),
        of("scaled", new BigDecimal("7.000")),
        of("exponent", new BigDecimal("1E+5")),
        of("rounds", new BigDecimal("12.3455")),
        of("rounds", new BigDecimal("999999999.9994")),
        of("rounds out", new BigDecimal("999999999.9995")),
        of("small", new BigDecimal("1E-30")),
        of("large", new BigDecimal("123456789012345678901234567890")));
  }

  static List<Value<byte[]>> arrays() {
    return List.of(
        of("empty", new byte[0]),
        of("ascii", (MARK + "\t").getBytes(StandardCharsets.US_ASCII)),
        of("digits", "12".getBytes(StandardCharsets.US_ASCII)),
        of("utf-8", "李🙂".getBytes(StandardCharsets.UTF_8)),
        of("json", "{\"k\":1}".getBytes(StandardCharsets.US_ASCII)),
        of("label", "MALE".getBytes(StandardCharsets.US_ASCII)),
        of("one", new byte[] {1}),
        of("not utf-8", new byte[] {0, -1, 16}),
        of("sixteen", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -1}));
  }

  static List<Value<Date>> dates() {
    return List.of(
        of("ordinary", Date.valueOf("2024-01-31")),
        of("with time", new Date(Timestamp.valueOf("2024-01-31 22:33:44.555").getTime())),
        of("before 1970", Date.valueOf("1907-02-03")),
        of("old", Date.valueOf("1492-10-12")),
        of("far", Date.valueOf("9999-12-31")));
  }

  static List<Value<Time>> times() {
    return List.of(
        of("ordinary", Time.valueOf("07:08:09")),
        of("midnight", Time.valueOf("00:00:00")),
        of("millis", new Time(Time.valueOf("23:59:59").getTime() + 987)));
  }

  static List<Value<Timestamp>> timestamps() {
    return List.of(
        of("ordinary", Timestamp.valueOf("2024-01-31 22:33:44")),
        of("micros", Timestamp.valueOf("2024-07-31 22:33:44.123456")),
        of("nanos", Timestamp.valueOf("2024-01-31 22:33:44.1234567")),
        of("nanos carry", Timestamp.valueOf("2024-01-31 23:59:59.9999999")),
        of("before 1970", Timestamp.valueOf("1907-02-03 04:05:06.789012")),
        of("old", Timestamp.valueOf("1492-10-12 04:05:06")),
        of("far", Timestamp.valueOf("9999-12-31 23:59:59")));
  }

  /** As {@code setObject} takes them; JDBC names them in its table B-4 and after. */
  @SuppressWarnings("JavaUtilDate") // setters carry them
  static List<Value<?>> objects() {
    LocalDateTime moment = LocalDateTime.of(2024, 1, 31, 22, 33, 44, 123_456_700);
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    calendar.setTimeInMillis(1_706_700_000_123L);
    return List.of(
        of("BigInteger one", BigInteger.ONE),
        of("BigInteger too large", BigInteger.ONE.shiftLeft(64)),
        of("BigInteger large", BigInteger.TEN.pow(40)),
        of("LocalDate", LocalDate.of(2024, 1, 31)),
        of("LocalDate old", LocalDate.of(1492, 10, 12)),
        of("LocalDate BC", LocalDate.of(-43, 3, 15)),
        of("LocalTime", LocalTime.of(7, 8, 9)),
        of("LocalTime nanos", LocalTime.of(7, 8, 9, 123_456_700)),
        of("LocalTime nanos carry", LocalTime.MAX),
        of("LocalDateTime", moment.withNano(123_456_000)),
        of("LocalDateTime nanos", moment),
        of("LocalDateTime old", LocalDateTime.of(1492, 10, 12, 1, 2, 3)),
        of("OffsetDateTime", OffsetDateTime.parse("2024-01-31T22:33:44.123456+05:00")),
        of("OffsetDateTime nanos", OffsetDateTime.parse("2024-01-31T22:33:44.1234567Z")),
        of("OffsetTime", OffsetTime.parse("07:08:09+05:00")),
        of("ZonedDateTime", ZonedDateTime.of(moment.withNano(0), ZoneId.of("Asia/Tokyo"))),
        of("Instant", Instant.parse("2024-01-31T22:33:44.123456Z")),
        of("util Date", new java.util.Date(1_706_700_000_123L)),
        of("Calendar", calendar),
        of("UUID", UUID.fromString(UUID_TEXT)),
        of("Character", '7'),
        of("Character", 'x'),
        of("char[]", "7".toCharArray()),
        of("List", List.of("a", "b")),
        of("Class", String.class));
  }

  /** What is given with each target type. */
  static List<Value<?>> converted() {
    return List.of(
        of("text integer", "7"),
        of("text fraction", "12.5"),
        of("text word", MARK),
        of("text boolean", "true"),
        of("text date", "2024-01-31"),
        of("text time", "07:08:09"),
        of("text timestamp", "2024-01-31 22:33:44.123456"),
        of("text uuid", UUID_TEXT),
        of("text json", "{\"k\": 1}"),
        of("Boolean", true),
        of("Byte", (byte) 1),
        of("Short", (short) 7),
        of("Integer", 7),
        of("Integer large", 70_000),
        of("Long large", 1L << 40),
        of("Float", 2.5f),
        of("Double", 2.5),
        of("Double negative", -3.7),
        of("BigDecimal", new BigDecimal("12.3455")),
        of("BigInteger", BigInteger.TEN),
        of("byte[]", new byte[] {'1', '2'}),
        of("Date", Date.valueOf("2024-01-31")),
        of("Time", Time.valueOf("07:08:09")),
        of("Timestamp", Timestamp.valueOf("2024-01-31 22:33:44.123456")),
        of("LocalDate", LocalDate.of(2024, 1, 31)),
        of("LocalTime", LocalTime.of(7, 8, 9, 123_456_000)),
        of("LocalDateTime", LocalDateTime.of(2024, 1, 31, 22, 33, 44, 123_456_000)),
        of("OffsetDateTime", OffsetDateTime.parse("2024-01-31T22:33:44.123456+05:00")),
        of("UUID", UUID.fromString(UUID_TEXT)));
  }
}
