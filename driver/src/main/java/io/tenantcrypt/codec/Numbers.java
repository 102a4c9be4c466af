package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Conversions among numbers as PostgreSQL and its driver make them. */
final class Numbers {

  /** How many digits PostgreSQL keeps when it casts float4 and float8 to numeric. */
  private static final MathContext FLOAT_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  /** Longer digit strings cost quadratic time, and no column holds them. */
  private static final int MAX_DIGITS = 140_000;

  private Numbers() {}

  /** The value of a number or of its text. */
  static BigDecimal exact(Column column, Object value) {
    if (value instanceof BigDecimal decimal) {
      return requireWritable(column, decimal);
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Float number) {
      requireFinite(column, number);
      return new BigDecimal(number).round(FLOAT_DIGITS).stripTrailingZeros();
    }
    if (value instanceof Double number) {
      requireFinite(column, number);
      return new BigDecimal(number).round(DOUBLE_DIGITS).stripTrailingZeros();
    }
    if (isLong(value)) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof String || value instanceof Character || value instanceof Number) {
      return parse(column, value.toString());
    }
    throw column.wrongClass(value.getClass(), "binding a");
  }

  /** Whether {@link Number#longValue} of it is exact. */
  static boolean isLong(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private static void requireFinite(Column column, double value) {
    if (!Double.isFinite(value)) {
      throw column.misfit("it is not a finite number");
    }
  }

  /** 1e999999999 is a small object, and a billion digits as soon as its scale changes. */
  private static BigDecimal requireWritable(Column column, BigDecimal value) {
    if (Math.abs((long) value.scale()) > MAX_DIGITS) {
      throw column.misfit("its exponent is out of range");
    }
    return value;
  }

  static BigDecimal parse(Column column, String text) {
    if (text.length() > MAX_DIGITS) {
      throw column.misfit("its text is too long for a number");
    }
    try {
      return requireWritable(column, new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      // Without the cause: its message quotes the text.
      throw column.misfit("its text is not a number");
    }
  }

  /** As a Java number or boolean, or null if {@code target} is neither. */
  static @Nullable Object to(Column column, BigDecimal value, Class<?> target) {
    if (target == BigDecimal.class) {
      return value;
    }
    if (target == Double.class) {
      return value.doubleValue();
    }
    if (target == Float.class) {
      return value.floatValue();
    }
    if (target == Boolean.class) {
      return toBoolean(column, value);
    }
    if (target == BigInteger.class) {
      return truncate(column, value);
    }
    if (isIntegral(target)) {
      BigInteger integer = truncate(column, value);
      if (integer.bitLength() >= Long.SIZE) {
        throw column.misfit("it is outside the range of " + target.getName());
      }
      return to(column, integer.longValue(), target);
    }
    return null;
  }

  /** As a Java number or boolean, or null if {@code target} is neither. */
  static @Nullable Object to(Column column, long value, Class<?> target) {
    if (target == Integer.class && value == (int) value) {
      return (int) value;
    }
    if (target == Long.class) {
      return value;
    }
    if (target == Short.class && value == (short) value) {
      return (short) value;
    }
    if (target == Byte.class && value == (byte) value) {
      return (byte) value;
    }
    if (isIntegral(target)) {
      throw column.misfit("it is outside the range of " + target.getName());
    }
    return to(column, BigDecimal.valueOf(value), target);
  }

  private static boolean isIntegral(Class<?> target) {
    return target == Integer.class
        || target == Long.class
        || target == Short.class
        || target == Byte.class;
  }

  static BigInteger truncate(Column column, BigDecimal value) {
    // 1e999999999 is a short BigDecimal and a BigInteger of 400 MB.
    if (value.precision() - (long) value.scale() > MAX_DIGITS) {
      throw column.misfit("it is outside the range of an integer");
    }
    return value.toBigInteger();
  }

  /** 1 and 0, as PostgreSQL's driver casts them. */
  static boolean toBoolean(Column column, BigDecimal value) {
    if (value.compareTo(BigDecimal.ONE) == 0) {
      return true;
    }
    if (value.signum() == 0) {
      return false;
    }
    throw column.misfit("only 1 and 0 are booleans");
  }
}
