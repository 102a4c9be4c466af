package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;

/** A value as MariaDB and MySQL send it to their connectors: all but bytes is text. */
final class MysqlServerText {

  /** From here on these servers write an exponent. */
  private static final int LARGEST_FIXED = 14;

  private static final int SMALLEST_FIXED = -15;

  private MysqlServerText() {}

  static byte[] bytes(Object value) {
    return value instanceof byte[] bytes ? bytes : of(value).getBytes(StandardCharsets.UTF_8);
  }

  static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof Boolean bool) {
      return bool ? "1" : "0";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Double number) {
      return number(FloatText.of(number));
    }
    if (value instanceof Float number) {
      return number(FloatText.of(number));
    }
    if (value instanceof LocalTime time) {
      return time(time);
    }
    if (value instanceof LocalDateTime moment) {
      return moment.toLocalDate() + " " + time(moment.toLocalTime());
    }
    if (value instanceof OffsetDateTime instant) {
      return of(local(instant));
    }
    return value.toString();
  }

  /** A TIMESTAMP is shown in the connection's zone, which is the JVM's. */
  static LocalDateTime local(OffsetDateTime instant) {
    return instant.atZoneSameInstant(Moment.jvmZone()).toLocalDateTime();
  }

  /** The columns are declared with six digits, which are all shown. */
  private static String time(LocalTime time) {
    StringBuilder text = new StringBuilder(15);
    LegacyTimes.printTime(text, time);
    String fraction = Integer.toString(time.get(ChronoField.MICRO_OF_SECOND));
    return text.append('.').append("000000", 0, 6 - fraction.length()).append(fraction).toString();
  }

  /**
   * The same digits with these servers' exponent; none is written of what these servers have not.
   */
  private static String number(String shortest) {
    if (Character.isLetter(shortest.charAt(shortest.length() - 1))) {
      return shortest; // no number, or an infinity
    }
    BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exact.signum() == 0) {
      return shortest.startsWith("-") ? "-0" : "0";
    }
    if (exponent <= LARGEST_FIXED && exponent >= SMALLEST_FIXED) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    return (exact.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e"
        + exponent;
  }
}
