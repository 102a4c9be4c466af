package io.tenantcrypt.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each value in each form through PostgreSQL and its own driver in a plain column, and through the
 * codec: where both give a result it is the same one.
 */
@SuppressWarnings({"JavaUtilDate", "NullAway.Init"}) // java.sql times are what is compared
class PostgresAgreementTest {

  private static EmbeddedPostgres server;
  private static final TimeZone ZONE = TimeZone.getDefault();

  /** The SQL type of a plain column beside the logical type of a protected one. */
  private static final Map<String, LogicalType> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("smallint", LogicalType.of(Name.SMALLINT));
    TYPES.put("integer", LogicalType.of(Name.INTEGER));
    TYPES.put("bigint", LogicalType.of(Name.BIGINT));
    TYPES.put("numeric(12,3)", LogicalType.decimal(12, 3));
    TYPES.put("numeric", LogicalType.of(Name.DECIMAL));
    TYPES.put("real", LogicalType.of(Name.REAL));
    TYPES.put("double precision", LogicalType.of(Name.DOUBLE));
    TYPES.put("boolean", LogicalType.of(Name.BOOLEAN));
    TYPES.put("char(6)", LogicalType.of(Name.CHAR, 6));
    TYPES.put("varchar(30)", LogicalType.of(Name.VARCHAR, 30));
    TYPES.put("text", LogicalType.of(Name.TEXT));
    TYPES.put("date", LogicalType.of(Name.DATE));
    TYPES.put("time", LogicalType.of(Name.TIME));
    TYPES.put("timestamp", LogicalType.of(Name.TIMESTAMP));
    TYPES.put("timestamptz", LogicalType.of(Name.TIMESTAMPTZ));
    TYPES.put("uuid", LogicalType.of(Name.UUID));
    TYPES.put("bytea", LogicalType.of(Name.BYTES));
  }

  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "-1",
          "42",
          " 42 ",
          "32767",
          "-32768",
          "2147483647",
          "9223372036854775807",
          "-9223372036854775808",
          "1.5",
          "2.5",
          "-1.5",
          "0.0005",
          "123456789.1235",
          "1e3",
          "1e15",
          "1e14",
          "123456",
          "1234567",
          "1e-4",
          "1e-5",
          "0.1",
          "3.4028235e38",
          "1.7976931348623157e308",
          "4.9e-324",
          "2.2250738585072014e-308",
          "NaN",
          "Infinity",
          "-inf",
          "-0",
          "0.3",
          "16777217",
          "9007199254740993",
          "5e-45",
          "true",
          "f",
          "YES",
          "of",
          "",
          " ",
          "abc",
          "abc   ",
          "äöü€",
          "\uD83D\uDE00x",
          "abcdef",
          "abcdef  ",
          "abcdefg",
          "2024-02-29",
          "2024-2-9",
          "0044-03-15 BC",
          "1500-02-28",
          "1582-10-15",
          "1582-10-04",
          "0001-01-01",
          "12345-01-02",
          "2024-01-02 03:04:05",
          "2024-01-02T03:04:05.123456",
          "2024-01-02 03:04:05.1234567",
          "2024-01-02 03:04:05.1",
          "2024-07-02 03:04:05+02",
          "2024-07-02 03:04:05.5-05:30",
          "2024-03-31 02:30:00",
          "2024-10-27 02:30:00",
          "2024-10-27 02:30:00+02",
          "2024-10-27 02:30:00+01",
          "1883-01-01 00:00:00",
          "1969-12-31 23:59:59.999999",
          "2024-12-31 23:59:59.9999999",
          "2024-12-31 24:00:00",
          "9999-12-31 23:59:59.999999",
          "03:04:05",
          "23:59:59.999999",
          "00:00",
          "24:00:00",
          "03:04:05.5+01",
          "2024-13-01",
          "2024-02-30",
          "25:00",
          "123e4567-e89b-12d3-a456-426614174000",
          "123E4567E89B12D3A456426614174000",
          "\\x",
          "\\x00ff10",
          "\\xAB",
          "\\x1");

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  @AfterEach
  void resetZone() {
    TimeZone.setDefault(ZONE);
  }

  private static Connection connect(boolean binary) throws SQLException {
    return connect(binary ? "prepareThreshold=-1" : "binaryTransfer=false");
  }

  private static Connection connect(String setting) throws SQLException {
    return java.sql.DriverManager.getConnection(
        server.getJdbcUrl("postgres", "postgres") + "&" + setting);
  }

  /** One way to read a column. */
  private interface Getter {
    Object get(ResultSet row) throws SQLException;
  }

  private record Reading(String name, Getter getter, Form form, @Nullable Object hint) {}

  private static List<Reading> readings() {
    List<Reading> all = new ArrayList<>();
    all.add(new Reading("getString", r -> r.getString(1), Form.STRING, null));
    all.add(new Reading("getObject", r -> r.getObject(1), Form.OBJECT, null));
    all.add(new Reading("getBoolean", r -> r.getBoolean(1), Form.BOOLEAN, null));
    all.add(new Reading("getByte", r -> r.getByte(1), Form.BYTE, null));
    all.add(new Reading("getShort", r -> r.getShort(1), Form.SHORT, null));
    all.add(new Reading("getInt", r -> r.getInt(1), Form.INT, null));
    all.add(new Reading("getLong", r -> r.getLong(1), Form.LONG, null));
    all.add(new Reading("getFloat", r -> r.getFloat(1), Form.FLOAT, null));
    all.add(new Reading("getDouble", r -> r.getDouble(1), Form.DOUBLE, null));
    all.add(new Reading("getBigDecimal", r -> r.getBigDecimal(1), Form.BIG_DECIMAL, null));
    all.add(new Reading("getBytes", r -> r.getBytes(1), Form.BYTES, null));
    all.add(new Reading("getDate", r -> r.getDate(1), Form.DATE, null));
    all.add(new Reading("getTime", r -> r.getTime(1), Form.TIME, null));
    all.add(new Reading("getTimestamp", r -> r.getTimestamp(1), Form.TIMESTAMP, null));
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    all.add(new Reading("getDate Tokyo", r -> r.getDate(1, tokyo), Form.DATE, tokyo));
    all.add(new Reading("getTime Tokyo", r -> r.getTime(1, tokyo), Form.TIME, tokyo));
    all.add(
        new Reading("getTimestamp Tokyo", r -> r.getTimestamp(1, tokyo), Form.TIMESTAMP, tokyo));
    for (Class<?> target :
        List.of(
            String.class,
            Boolean.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            BigDecimal.class,
            Float.class,
            Double.class,
            byte[].class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            java.sql.Date.class,
            Time.class,
            Timestamp.class,
            java.util.Date.class)) {
      all.add(
          new Reading(
              "getObject " + target.getSimpleName(),
              r -> r.getObject(1, target),
              Form.OBJECT,
              target));
    }
    return all;
  }

  /** What the server refuses in quotes and takes as a number without, and a T before a time. */
  private static final Set<String> TAKEN_BY_US_ALONE =
      Set.of("1e3", "1e14", "1e15", "2024-01-02T03:04:05.123456");

  /** The driver's two transfer modes differ from one another here and there. */
  private record Modes(Connection text, Connection binary) {}

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns"})
  void decode_whereTheDriverReadsAPlainColumn_givesTheSame(String zone) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    List<String> differences = new ArrayList<>();
    int compared = 0;
    try (Connection text = connect(false);
        Connection binary = connect(true)) {
      Modes modes = new Modes(text, binary);
      for (Map.Entry<String, LogicalType> type : TYPES.entrySet()) {
        for (String literal : LITERALS) {
          compared += compare(modes, type.getKey(), type.getValue(), literal, differences);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(3_000);
  }

  private static int compare(
      Modes modes, String sqlType, LogicalType type, String literal, List<String> differences)
      throws SQLException {
    byte[] canonical;
    try {
      canonical = Codec.encodeLiteral("t.c", type, Connector.POSTGRESQL, literal);
    } catch (TenantCryptException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.TC022);
      return 0;
    }
    String sql = "SELECT '" + literal + "'::" + sqlType;
    try (Statement plain = modes.text().createStatement();
        ResultSet text = plain.executeQuery(sql);
        PreparedStatement prepared = modes.binary().prepareStatement(sql);
        ResultSet binary = prepared.executeQuery()) {
      text.next();
      binary.next();
      int compared = 0;
      for (Reading reading : readings()) {
        if (reading.form() == Form.TIME && losesAnHour(type, literal)) {
          continue;
        }
        compared += compare(text, binary, type, canonical, reading, sql, differences);
      }
      return compared;
    } catch (SQLException e) {
      if (!TAKEN_BY_US_ALONE.contains(literal)) {
        differences.add(sql + " is refused by the server alone");
      }
      return 0;
    }
  }

  private static int compare(
      ResultSet text,
      ResultSet binary,
      LogicalType type,
      byte[] canonical,
      Reading reading,
      String sql,
      List<String> differences) {
    Object ours;
    try {
      ours =
          new Decoder("t.c", type, Connector.POSTGRESQL)
              .decode(canonical.clone(), canonical.length, reading.form(), reading.hint());
    } catch (TenantCryptException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.TC022);
      return 0;
    }
    Object first = read(text, reading);
    Object second = read(binary, reading);
    if (first == null && second == null) {
      return 0;
    }
    if (!same(first, ours) && !same(second, ours)) {
      differences.add(
          sql
              + " "
              + reading.name()
              + ": "
              + show(first)
              + " / "
              + show(second)
              + " but "
              + show(ours));
    }
    return 1;
  }

  /**
   * The driver gives the UTC time of day of an instant as if it were 1970, so that getTime is off
   * by an hour in summer; ours gives what the clock showed.
   */
  private static boolean losesAnHour(LogicalType type, String literal) {
    return type.name() == Name.TIMESTAMPTZ || literal.equals("2024-03-31 02:30:00");
  }

  /** Null where the driver refuses. */
  private static @Nullable Object read(ResultSet row, Reading reading) {
    try {
      return reading.getter().get(row);
    } catch (SQLException | RuntimeException e) {
      return null;
    }
  }

  private static List<Object> values() {
    Calendar summer = new GregorianCalendar(2024, Calendar.JULY, 2, 3, 4, 5);
    Timestamp timestamp = new Timestamp(summer.getTimeInMillis());
    timestamp.setNanos(123_456_500);
    return List.of(
        (short) 42,
        42,
        -1L,
        Long.MAX_VALUE,
        1.5f,
        0.1f,
        2.5,
        -2.5,
        0.1,
        1e15,
        1e-5,
        new BigDecimal("1.005"),
        new BigDecimal("-2.5"),
        new BigDecimal("123456.7895"),
        true,
        false,
        "abc",
        "äöü   ",
        "",
        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
        new byte[] {0, -1, 16},
        new java.sql.Date(summer.getTimeInMillis()),
        new Time(summer.getTimeInMillis()),
        timestamp,
        LocalDate.of(2024, 2, 29),
        LocalDate.of(-43, 3, 15),
        LocalTime.of(3, 4, 5, 123_456_500),
        LocalTime.MAX,
        LocalDateTime.of(2024, 10, 27, 2, 30),
        LocalDateTime.of(2024, 3, 31, 2, 30),
        LocalDateTime.of(2024, 7, 2, 3, 4, 5, 999_999_500),
        OffsetDateTime.parse("2024-07-02T03:04:05.123456+05:30"),
        OffsetDateTime.parse("2024-01-02T23:59:59.9999999Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns"})
  void encode_whereTheDriverStoresAValue_storesTheSame(String zone) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    List<String> differences = new ArrayList<>();
    int compared = 0;
    // Binds in binary, as it does by default, and reads texts.
    try (Connection connection = connect("prepareThreshold=0")) {
      for (Map.Entry<String, LogicalType> type : TYPES.entrySet()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE TEMP TABLE t (v " + type.getKey() + ")");
        }
        for (Object value : values()) {
          String theirs = stored(connection, value);
          String ours = encoded(type.getValue(), value);
          if (theirs != null && ours != null) {
            compared++;
            if (!theirs.equals(ours)) {
              differences.add(type.getKey() + " " + show(value) + ": " + theirs + " but " + ours);
            }
          }
        }
        try (Statement statement = connection.createStatement()) {
          statement.execute("DROP TABLE t");
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(100);
  }

  /** The text of the value in a plain column; null where driver or server refuse it. */
  private static @Nullable String stored(Connection connection, Object value) {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t VALUES (?) RETURNING v")) {
      insert.setObject(1, value);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException e) {
      return null;
    }
  }

  private static @Nullable String encoded(LogicalType type, Object value) {
    try {
      byte[] canonical =
          Codec.encode("t.v", type, Connector.POSTGRESQL, Form.OBJECT, value, List.of());
      return (String)
          new Decoder("t.v", type, Connector.POSTGRESQL)
              .decode(canonical, canonical.length, Form.STRING, null);
    } catch (TenantCryptException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.TC022);
      return null;
    }
  }

  private static boolean same(@Nullable Object theirs, Object ours) {
    return theirs instanceof byte[] bytes
        ? ours instanceof byte[] other && Arrays.equals(bytes, other)
        : ours.equals(theirs);
  }

  private static String show(@Nullable Object value) {
    if (value instanceof Timestamp || value instanceof Time || value instanceof java.sql.Date) {
      return value + " " + ((java.util.Date) value).getTime();
    }
    return value instanceof byte[] bytes
        ? HexFormat.of().formatHex(bytes)
        : value == null ? "refused" : value + " " + value.getClass().getSimpleName();
  }
}
