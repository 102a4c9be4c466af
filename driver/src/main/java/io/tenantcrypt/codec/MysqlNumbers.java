package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and booleans as MySQL Connector/J converts them. */
final class MysqlNumbers {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern FRACTION = Pattern.compile("-?[0-9]*\\.[0-9]*");

  private MysqlNumbers() {}

  static Object to(Column column, Object value, Class<?> target) {
    if (value instanceof String || value instanceof byte[]) {
      return ofText(column, characters(column, value), target);
    }
    if (value instanceof Boolean bool) {
      return ofNumber(column, bool ? 1L : 0L, target);
    }
    if (value instanceof Float number) {
      // Its text is what the connector parses: 0.1 and not 0.10000000149011612.
      return ofNumber(column, Double.parseDouble(number.toString()), target);
    }
    if (value instanceof Number number) {
      return ofNumber(column, number, target);
    }
    throw column.wrongClass(target, "reading a");
  }

  private static String characters(Column column, Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : MysqlTextReading.withoutBlanks(column, (String) value);
  }

  private static Object ofText(Column column, String text, Class<?> target) {
    if (target == Boolean.class) {
      switch (text.toLowerCase(Locale.ROOT)) {
        case "y", "yes", "t", "true" -> {
          return true;
        }
        case "n", "no", "f", "false" -> {
          return false;
        }
        default -> {}
      }
    }
    if (target == Byte.class && !text.isEmpty()) {
      // A letter, not a number.
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length != 1) {
        throw Ranges.outside(column, target);
      }
      return bytes[0];
    }
    return ofNumber(column, number(column, text), target);
  }

  private static Number number(Column column, String text) {
    if (text.isEmpty()) {
      return 0L;
    }
    if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return (Double) Doubles.parse(column, text, Double.class);
    }
    if (FRACTION.matcher(text).matches()) {
      return (Double) Doubles.parse(column, text, Double.class);
    }
    if (!INTEGER.matcher(text).matches()) {
      throw column.misfit("its text is not a number as the connector reads it");
    }
    return Numbers.parse(column, text);
  }

  private static Object ofNumber(Column column, Number value, Class<?> target) {
    if (target == Boolean.class) {
      double sign = value.doubleValue();
      return sign > 0 || sign == -1;
    }
    if (value instanceof Double number && Ranges.isIntegral(target)) {
      return ofDouble(column, number, target);
    }
    if (Ranges.isIntegral(target)) {
      return value instanceof Long number
          ? Ranges.of(column, number, target)
          : Ranges.of(column, (BigDecimal) value, RoundingMode.DOWN, target);
    }
    if (target == Double.class) {
      return value.doubleValue();
    }
    if (target == Float.class) {
      if (Math.abs(value.doubleValue()) > Float.MAX_VALUE) {
        throw Ranges.outside(column, target);
      }
      return (float) value.doubleValue();
    }
    if (target == BigDecimal.class) {
      return value instanceof Double number ? BigDecimal.valueOf(number) : decimal(value);
    }
    throw column.wrongClass(target, "reading a");
  }

  /** The range is asked for before the fraction is cut off. */
  private static Object ofDouble(Column column, double value, Class<?> target) {
    Object number = Ranges.truncated(column, value, target);
    long limit =
        target == Byte.class
            ? Byte.MAX_VALUE
            : target == Short.class
                ? Short.MAX_VALUE
                : target == Integer.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
    if (value > limit || value < -(double) limit - 1) {
      throw Ranges.outside(column, target);
    }
    return number;
  }

  private static BigDecimal decimal(Number value) {
    return value instanceof Long number ? BigDecimal.valueOf(number) : (BigDecimal) value;
  }

  static BigInteger integer(Column column, String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw column.misfit("its text is not an integer");
    }
    return Ranges.integer(column, Numbers.parse(column, text));
  }
}
