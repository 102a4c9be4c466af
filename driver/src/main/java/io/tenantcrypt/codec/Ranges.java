package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Numbers into the range of a Java integer. */
final class Ranges {

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal SMALLEST = BigDecimal.valueOf(Long.MIN_VALUE);

  private Ranges() {}

  /** Whether a class is one of {@code Byte}, {@code Short}, {@code Integer} and {@code Long}. */
  static boolean isIntegral(Class<?> target) {
    return target == Integer.class
        || target == Long.class
        || target == Short.class
        || target == Byte.class;
  }

  /** As an integral class; refuses what is outside its range. */
  static Object of(Column column, long value, Class<?> target) {
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
    throw outside(column, target);
  }

  /** The same of a fraction. */
  static Object of(Column column, BigDecimal value, RoundingMode rounding, Class<?> target) {
    // Compared before any change of scale: 1e999999999 written out has a billion digits.
    if (value.compareTo(LARGEST) > 0 || value.compareTo(SMALLEST) < 0) {
      throw outside(column, target);
    }
    return of(column, value.setScale(0, rounding).longValue(), target);
  }

  /** The same of a number of binary digits; what is no number is refused. */
  static Object truncated(Column column, double value, Class<?> target) {
    // NaN fails both comparisons.
    if (!(value >= -0x1p63 && value < 0x1p63)) {
      throw outside(column, target);
    }
    return of(column, (long) value, target);
  }

  static BigInteger integer(Column column, BigDecimal value) {
    return Numbers.truncate(column, value);
  }

  static RuntimeException outside(Column column, Class<?> target) {
    return column.misfit("it is outside the range of " + target.getName());
  }
}
