package io.tenantcrypt.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.crypto.GoldenCells;
import io.tenantcrypt.crypto.GoldenCells.Golden;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.JDBCType;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // setters carry them
class CodecEncodeTest {

  private static final LogicalType INTEGER = LogicalType.of(Name.INTEGER);
  private static final LogicalType BIGINT = LogicalType.of(Name.BIGINT);
  private static final LogicalType DECIMAL = LogicalType.decimal(5, 2);
  private static final LogicalType REAL = LogicalType.of(Name.REAL);
  private static final LogicalType DOUBLE = LogicalType.of(Name.DOUBLE);
  private static final LogicalType BOOLEAN = LogicalType.of(Name.BOOLEAN);
  private static final LogicalType CHAR = LogicalType.of(Name.CHAR, 4);
  private static final LogicalType VARCHAR = LogicalType.of(Name.VARCHAR, 4);
  private static final LogicalType ENUM = LogicalType.enumeration(List.of("A", "B"));
  private static final LogicalType DATE = LogicalType.of(Name.DATE);
  private static final LogicalType TIME = LogicalType.of(Name.TIME);
  private static final LogicalType TIMESTAMP = LogicalType.of(Name.TIMESTAMP);
  private static final LogicalType INSTANT = LogicalType.of(Name.TIMESTAMPTZ);
  private static final LogicalType UUID_TYPE = LogicalType.of(Name.UUID);
  private static final LogicalType BYTES = LogicalType.of(Name.BYTES, 4);
  private static final LogicalType JSON = LogicalType.of(Name.JSON);

  private static byte[] bytes(LogicalType type, Object value, Object... hints) {
    return Codec.encode(
        "patient.x", type, Connector.POSTGRESQL, Form.OBJECT, value, List.of(hints));
  }

  private static String text(LogicalType type, Object value, Object... hints) {
    byte[] canonical = bytes(type, value, hints);
    return (String)
        new Decoder("patient.x", type, Connector.POSTGRESQL)
            .decode(canonical, canonical.length, Form.STRING, null);
  }

  private static void assertMisfit(LogicalType type, Object value, Object... hints) {
    assertThatThrownBy(() -> bytes(type, value, hints))
        .isInstanceOfSatisfying(
            TenantCryptException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TC022);
              assertThat(e).hasNoCause();
            })
        .hasMessageContaining("patient.x");
  }

  static List<Golden> goldenCells() throws IOException {
    return GoldenCells.version1();
  }

  @ParameterizedTest
  @MethodSource("goldenCells")
  void encodeLiteral_goldenLiteral_givesTheGoldenCanonicalBytes(Golden golden) {
    LogicalType type =
        golden.type().startsWith("DECIMAL")
            ? LogicalType.decimal(12, 3)
            : LogicalType.of(Name.valueOf(golden.type()));

    assertThat(Codec.encodeLiteral("t.c", type, Connector.POSTGRESQL, golden.literal()))
        .isEqualTo(golden.canonical());
  }

  @Test
  void encode_integers_takeEveryNumber() {
    for (Object value :
        List.of(
            (byte) 42,
            (short) 42,
            42,
            42L,
            BigInteger.valueOf(42),
            new BigDecimal("42.0"),
            42.0f,
            42.4,
            "42",
            " +42 ")) {
      assertThat(text(INTEGER, value)).isEqualTo("42");
    }
    assertThat(text(INTEGER, new BigDecimal("-2.5"))).isEqualTo("-3");
    assertThat(text(INTEGER, 2.5)).isEqualTo("2");
  }

  @Test
  void encode_integersOutOfRange_areRefused() {
    for (Object value :
        List.of(
            1L << 31,
            "2147483648",
            3e9,
            Double.NaN,
            Float.POSITIVE_INFINITY,
            new BigDecimal("1e999999999"),
            BigInteger.TWO.pow(64),
            "1.5",
            "x",
            "",
            true,
            new byte[] {1},
            LocalDate.EPOCH)) {
      assertMisfit(INTEGER, value);
    }
    assertMisfit(LogicalType.of(Name.SMALLINT), 32768);
    assertMisfit(BIGINT, 0x1p63);
    assertThat(text(BIGINT, -0x1p63)).isEqualTo("-9223372036854775808");
  }

  @Test
  void encode_decimals_takeTheDeclaredScale() {
    assertThat(text(DECIMAL, new BigDecimal("1.005"))).isEqualTo("1.01");
    assertThat(text(DECIMAL, -1.005f)).isEqualTo("-1.01");
    assertThat(text(DECIMAL, 0.1)).isEqualTo("0.10");
    assertThat(text(DECIMAL, 7)).isEqualTo("7.00");
    assertThat(HexFormat.of().formatHex(bytes(DECIMAL, 1))).isEqualTo("0000000264");
    assertThat(text(LogicalType.of(Name.DECIMAL), new BigDecimal("1E+3"))).isEqualTo("1000");
  }

  @Test
  void encode_decimalsBeyondPrecision_areRefused() {
    assertMisfit(DECIMAL, new BigDecimal("999.995"));
    assertMisfit(DECIMAL, new BigDecimal("1e999999999"));
    assertMisfit(LogicalType.of(Name.DECIMAL), new BigDecimal("1e999999999"));
    assertMisfit(DECIMAL, Double.NaN);
    assertMisfit(DECIMAL, "NaN");
    assertThat(text(DECIMAL, new BigDecimal("999.994"))).isEqualTo("999.99");
    assertThat(text(DECIMAL, new BigDecimal("1e-9999"))).isEqualTo("0.00");
    assertMisfit(DECIMAL, new BigDecimal("1e-999999999"));
    assertMisfit(INTEGER, new BigDecimal("1e-999999999"));
  }

  @Test
  void encode_floats_areRoundedToTheirWidth() {
    assertThat(text(REAL, 0.1)).isEqualTo("0.1");
    assertThat(bytes(REAL, 0.1)).isEqualTo(bytes(REAL, 0.1f)).isNotEqualTo(bytes(DOUBLE, 0.1));
    assertThat(bytes(DOUBLE, Double.longBitsToDouble(0x7ff8000000000123L)))
        .isEqualTo(bytes(DOUBLE, Double.NaN));
    assertThat(text(DOUBLE, Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    assertThat(text(DOUBLE, 2e-3)).isEqualTo("0.002");
    assertMisfit(REAL, 1e39);
    assertMisfit(REAL, 1e-60);
    assertMisfit(DOUBLE, new BigDecimal("1e400"));
    assertMisfit(DOUBLE, "1e-400");
  }

  @Test
  void encode_booleans_takeBooleansDigitsAndWords() {
    for (Object value : List.of(true, 1, 1L, BigDecimal.ONE, "t", "Yes", "on", '1')) {
      assertThat(bytes(BOOLEAN, value)).containsExactly(1);
    }
    assertThat(bytes(BOOLEAN, "off")).containsExactly(0);
    assertMisfit(BOOLEAN, 2);
    assertMisfit(BOOLEAN, "o");
  }

  @Test
  void encode_text_countsCodePoints() {
    assertThat(bytes(VARCHAR, "äöü€")).isEqualTo("äöü€".getBytes(UTF_8));
    assertThat(text(VARCHAR, "\uD83D\uDE00".repeat(4))).hasSize(8);
    assertThat(text(VARCHAR, "abcd   ")).isEqualTo("abcd");
    assertThat(text(VARCHAR, "ab ")).isEqualTo("ab ");
    assertMisfit(VARCHAR, "abcde");
    assertMisfit(VARCHAR, "\uD83D\uDE00".repeat(5));
  }

  @Test
  void encode_char_isPaddedOnReadingOnly() {
    assertThat(bytes(CHAR, "ab  ")).isEqualTo("ab".getBytes(UTF_8));
    assertThat(text(CHAR, "ab")).isEqualTo("ab  ");
    assertThat(text(CHAR, "\uD83D\uDE00")).isEqualTo("\uD83D\uDE00   ");
    assertThat(text(CHAR, "abcd     ")).isEqualTo("abcd");
    assertMisfit(CHAR, "abcde");
  }

  @Test
  void encode_textThatIsNoUnicode_isRefused() {
    for (String value : List.of("a\uD83D", "\uDE00a", "\uD83D\uD83D", "\u0000", "a\u0000")) {
      assertMisfit(LogicalType.of(Name.TEXT), value);
      assertMisfit(JSON, value);
    }
  }

  @Test
  void encode_otherValuesAsText_areCast() {
    assertThat(text(VARCHAR, 42)).isEqualTo("42");
    assertThat(text(VARCHAR, true)).isEqualTo("true");
    assertThat(text(VARCHAR, 'x')).isEqualTo("x");
    assertThat(text(VARCHAR, new BigDecimal("1E3"))).isEqualTo("1000");
    assertThat(text(LogicalType.of(Name.TEXT), 1e15)).isEqualTo("1e+15");
  }

  @Test
  void encode_enums_areLabels() {
    assertThat(text(ENUM, "A")).isEqualTo("A");
    assertMisfit(ENUM, "a");
    assertMisfit(ENUM, "C");
    assertMisfit(ENUM, Form.INT);
    assertMisfit(VARCHAR, Form.INT);
  }

  @Test
  void encode_subMicroseconds_roundHalfUp() {
    LocalDateTime time = LocalDateTime.of(2024, 1, 2, 3, 4, 5, 123_456_499);
    assertThat(text(TIMESTAMP, time)).isEqualTo("2024-01-02 03:04:05.123456");
    assertThat(text(TIMESTAMP, time.plusNanos(1))).isEqualTo("2024-01-02 03:04:05.123457");
    assertThat(text(TIMESTAMP, LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_500)))
        .isEqualTo("2025-01-01 00:00:00");
    assertThat(text(TIMESTAMP, LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000)))
        .isEqualTo("1969-12-31 23:59:59.999999");
    assertThat(text(TIME, LocalTime.MAX)).isEqualTo("24:00:00");
  }

  @Test
  void encode_instants_keepTheInstant() {
    Instant instant = Instant.parse("2024-07-02T03:04:05.123456Z");
    byte[] expected = bytes(INSTANT, instant);

    assertThat(bytes(INSTANT, Timestamp.from(instant))).isEqualTo(expected);
    assertThat(bytes(INSTANT, instant.atOffset(ZoneOffset.ofHours(5)))).isEqualTo(expected);
    assertThat(bytes(INSTANT, instant.atZone(ZoneId.of("Asia/Tokyo")))).isEqualTo(expected);
    assertThat(bytes(INSTANT, "2024-07-02 05:04:05.123456+02")).isEqualTo(expected);
    assertThat(
            new Decoder("c", INSTANT, Connector.H2).decode(expected, 8, Form.OBJECT, Instant.class))
        .isEqualTo(instant);
    assertThat(
            new Decoder("c", INSTANT, Connector.POSTGRESQL)
                .decode(expected, 8, Form.OBJECT, OffsetDateTime.class))
        .isEqualTo(instant.atOffset(ZoneOffset.UTC));
  }

  @Test
  void encode_legacyTimesWithACalendar_takeItsZone() {
    Timestamp noon = Timestamp.from(Instant.parse("2024-01-02T12:00:00Z"));
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    long before = tokyo.getTimeInMillis();

    byte[] local =
        Codec.encode("c", TIMESTAMP, Connector.POSTGRESQL, Form.TIMESTAMP, noon, List.of(tokyo));
    byte[] date =
        Codec.encode(
            "c",
            DATE,
            Connector.POSTGRESQL,
            Form.DATE,
            new java.sql.Date(noon.getTime()),
            List.of(tokyo));

    assertThat(
            new Decoder("c", TIMESTAMP, Connector.POSTGRESQL).decode(local, 8, Form.STRING, null))
        .isEqualTo("2024-01-02 21:00:00");
    assertThat(
            new Decoder("c", TIMESTAMP, Connector.POSTGRESQL)
                .decode(local, 8, Form.TIMESTAMP, tokyo))
        .isEqualTo(noon);
    assertThat(new Decoder("c", DATE, Connector.POSTGRESQL).decode(date, 8, Form.STRING, null))
        .isEqualTo("2024-01-02");
    assertThat(tokyo.getTimeInMillis()).isEqualTo(before);
  }

  @Test
  void encode_datesAndTimesOutOfPlace_areRefused() {
    assertMisfit(DATE, LocalTime.NOON);
    assertMisfit(TIME, LocalDate.EPOCH);
    assertMisfit(TIMESTAMP, LocalTime.NOON);
    assertMisfit(TIMESTAMP, LocalDateTime.MAX.minusYears(1));
    assertMisfit(INSTANT, Instant.MAX);
    assertMisfit(DATE, LocalDate.MIN);
    assertMisfit(DATE, "infinity");
    assertMisfit(DATE, "now");
    assertMisfit(DATE, "02/03/2024");
    assertMisfit(TIMESTAMP, 1L);
  }

  @Test
  void encode_bytes_areCopiedAndLimited() {
    byte[] theirs = {1, 2, 3};

    byte[] canonical = bytes(BYTES, theirs);
    canonical[0] = 9;

    assertThat(theirs).containsExactly(1, 2, 3);
    assertThat(bytes(BYTES, "\\x00FF")).containsExactly(0, 255);
    assertMisfit(BYTES, new byte[5]);
    assertMisfit(BYTES, "abc");
    assertMisfit(BYTES, "\\x0");
  }

  @Test
  void encode_uuid_takesItsTextOnlyWhole() {
    UUID uuid = new UUID(0x123e4567e89b12d3L, 0xa456426614174000L);

    assertThat(bytes(UUID_TYPE, uuid.toString())).isEqualTo(bytes(UUID_TYPE, uuid)).hasSize(16);
    assertMisfit(UUID_TYPE, "1-1-1-1-1");
    assertMisfit(UUID_TYPE, new byte[16]);
  }

  @Test
  void encode_withTargetSqlType_convertsFirst() {
    assertThat(text(VARCHAR, 7, Types.VARCHAR)).isEqualTo("7");
    assertThat(text(INTEGER, "42", Types.INTEGER)).isEqualTo("42");
    assertThat(text(INTEGER, "42", JDBCType.BIGINT)).isEqualTo("42");
    assertThat(text(LogicalType.of(Name.DECIMAL), new BigDecimal("1.25"), Types.NUMERIC, 1))
        .isEqualTo("1.3");
    assertThat(text(TIMESTAMP, LocalDateTime.of(2024, 1, 2, 3, 4), Types.DATE))
        .isEqualTo("2024-01-02 00:00:00");
    assertThat(text(TIME, LocalDateTime.of(2024, 1, 2, 3, 4), JDBCType.TIME)).isEqualTo("03:04:00");
    assertThat(text(UUID_TYPE, new UUID(1, 2), Types.OTHER))
        .isEqualTo("00000000-0000-0001-0000-000000000002");
    assertThat(text(INTEGER, true, Types.INTEGER)).isEqualTo("1");
    assertMisfit(INTEGER, 70_000, Types.SMALLINT);
    assertMisfit(BYTES, "x", Types.BINARY);
  }

  @Test
  void encode_withUnavailableSqlType_isRefused() {
    for (int type : new int[] {Types.REF, Types.ARRAY, Types.JAVA_OBJECT, 123456}) {
      assertThatThrownBy(() -> bytes(VARCHAR, "secret", type))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC002))
          .hasMessageContaining("patient.x")
          .hasMessageNotContaining("secret");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {
        "ARRAY",
        "ASCII_STREAM",
        "BINARY_STREAM",
        "BLOB",
        "CHARACTER_STREAM",
        "CLOB",
        "NCHARACTER_STREAM",
        "NCLOB",
        "NULL",
        "REF",
        "ROW_ID",
        "SQLXML",
        "UNICODE_STREAM",
        "URL"
      })
  void encode_formsOfLaterIssues_areRefused(Form form) {
    assertThatThrownBy(
            () -> Codec.encode("patient.x", VARCHAR, Connector.POSTGRESQL, form, "v", List.of()))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC002))
        .hasMessageContaining("patient.x");
  }

  @Test
  void decode_bufferLongerThanTheCanonicalBytes_readsOnlyThose() {
    byte[] padded = "abc\u0000\u0000".getBytes(UTF_8);

    assertThat(new Decoder("c", VARCHAR, Connector.POSTGRESQL).decode(padded, 3, Form.STRING, null))
        .isEqualTo("abc");
    assertThat(new Decoder("c", BYTES, Connector.POSTGRESQL).decode(padded, 3, Form.BYTES, null))
        .isEqualTo("abc".getBytes(UTF_8));
    assertThat(new Decoder("c", JSON, Connector.POSTGRESQL).decode(padded, 3, Form.OBJECT, null))
        .isEqualTo("abc");
  }

  @Test
  void decode_canonicalBytesOfAWrongLength_areRefused() {
    for (LogicalType type :
        List.of(INTEGER, DOUBLE, BOOLEAN, DATE, TIMESTAMP, UUID_TYPE, DECIMAL)) {
      assertThatThrownBy(
              () ->
                  new Decoder("c", type, Connector.POSTGRESQL)
                      .decode(new byte[3], 3, Form.OBJECT, null))
          .isInstanceOf(TenantCryptException.class);
    }
  }

  @Test
  void roundTrip_ofRandomValues_isTheIdentity() {
    Random random = new Random(20241122);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      assertRoundTrip(BIGINT, number);
      assertRoundTrip(DOUBLE, Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL));
      assertRoundTrip(UUID_TYPE, new UUID(random.nextLong(), random.nextLong()));
      assertRoundTrip(
          LogicalType.of(Name.DECIMAL),
          new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(60)));
      assertRoundTrip(DATE, LocalDate.ofEpochDay(random.nextInt(4_000_000) - 2_000_000));
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              random.nextLong() >> 26, random.nextInt(1_000_000) * 1_000, ZoneOffset.UTC);
      if (time.getYear() > -4000 && time.getYear() < 294_000) {
        assertRoundTrip(TIMESTAMP, time);
        assertRoundTrip(INSTANT, time.atOffset(ZoneOffset.UTC));
      }
      assertRoundTrip(LogicalType.of(Name.TEXT), randomText(random));
    }
  }

  private static String randomText(Random random) {
    return random
        .ints(random.nextInt(30), 1, 0x110000)
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void assertRoundTrip(LogicalType type, Object value) {
    byte[] canonical = bytes(type, value);
    Object back =
        new Decoder("c", type, Connector.POSTGRESQL)
            .decode(canonical, canonical.length, Form.OBJECT, value.getClass());
    assertThat(back).isEqualTo(value);
  }
}
