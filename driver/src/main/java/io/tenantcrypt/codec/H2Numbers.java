package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Numbers and booleans as H2 casts them. */
final class H2Numbers {

  private H2Numbers() {}

  static Object to(Column column, Object value, Class<?> target) {
    if (value instanceof String text && H2Reading.isShort(column)) {
      return ofText(column, text.strip(), target);
    }
    if (value instanceof Boolean bool) {
      return target == Boolean.class ? value : ofLong(column, bool ? 1 : 0, target);
    }
    if (value instanceof Long number) {
      return ofLong(column, number, target);
    }
    if (value instanceof BigDecimal decimal) {
      return ofDecimal(column, decimal, target);
    }
    if (value instanceof Double || value instanceof Float) {
      return ofBinary(column, (Number) value, target);
    }
    if (value instanceof byte[] bytes) {
      return ofBytes(column, bytes, target);
    }
    throw column.wrongClass(target, "reading a");
  }

  private static Object ofText(Column column, String text, Class<?> target) {
    if (target == Boolean.class) {
      return bool(column, text);
    }
    if (target == Double.class || target == Float.class) {
      return Doubles.parse(column, text, target);
    }
    BigDecimal number = Numbers.parse(column, text);
    if (target == BigDecimal.class) {
      return number;
    }
    if (!text.matches("[+-]?[0-9]+")) {
      throw column.misfit("its text is not an integer");
    }
    return target == BigInteger.class
        ? Ranges.integer(column, number)
        : Ranges.of(column, number, RoundingMode.UNNECESSARY, target);
  }

  private static boolean bool(Column column, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y" -> true;
      case "false", "f", "no", "n" -> false;
      default -> Numbers.parse(column, text).signum() != 0;
    };
  }

  private static Object ofLong(Column column, long value, Class<?> target) {
    if (Ranges.isIntegral(target)) {
      return Ranges.of(column, value, target);
    }
    if (target == Float.class) {
      return (float) value;
    }
    if (target == Double.class) {
      return (double) value;
    }
    return ofDecimal(column, BigDecimal.valueOf(value), target);
  }

  private static Object ofDecimal(Column column, BigDecimal value, Class<?> target) {
    if (target == Boolean.class) {
      return value.signum() != 0;
    }
    if (target == Float.class) {
      return value.floatValue();
    }
    if (target == Double.class) {
      return value.doubleValue();
    }
    if (target == BigDecimal.class) {
      return value;
    }
    return target == BigInteger.class
        ? Ranges.integer(column, value)
        : Ranges.of(column, value, RoundingMode.HALF_UP, target);
  }

  private static Object ofBinary(Column column, Number value, Class<?> target) {
    double number = value.doubleValue();
    if (target == Boolean.class) {
      return number != 0 && !Double.isNaN(number);
    }
    if (target == Float.class) {
      return value.floatValue();
    }
    if (target == Double.class) {
      return number;
    }
    if (target == BigDecimal.class || target == BigInteger.class) {
      return ofDecimal(column, Doubles.finite(column, value.toString()), target);
    }
    if (number > Long.MAX_VALUE || number < Long.MIN_VALUE) {
      throw Ranges.outside(column, target);
    }
    // No number is 0 here.
    return Ranges.of(column, Math.round(number), target);
  }

  /** An integer of exactly as many bytes. */
  private static Object ofBytes(Column column, byte[] bytes, Class<?> target) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (target == Byte.class && bytes.length == Byte.BYTES) {
      return bytes[0];
    }
    if (target == Short.class && bytes.length == Short.BYTES) {
      return buffer.getShort();
    }
    if (target == Integer.class && bytes.length == Integer.BYTES) {
      return buffer.getInt();
    }
    if (target == Long.class && bytes.length == Long.BYTES) {
      return buffer.getLong();
    }
    throw column.wrongClass(target, "reading a");
  }
}
