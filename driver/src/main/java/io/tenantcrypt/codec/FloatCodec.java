package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.util.Calendar;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code real} and {@code double}: IEEE 754 double, 8 bytes big endian, NaN in one form. A real is
 * rounded to a float first and then widened.
 */
final class FloatCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    double number = number(column, value);
    if (column.type().name() == LogicalType.Name.REAL) {
      float real = (float) number;
      requireNoLoss(column, Double.isInfinite(number), number == 0, real);
      number = real;
    }
    return Bytes.ofLong(Double.doubleToLongBits(number));
  }

  private static double number(Column column, Object value) {
    if (value instanceof Float real) {
      // PostgreSQL's driver sends its text: 0.1f is 0.1 in a double, not 0.10000000149011612.
      return Double.parseDouble(real.toString());
    }
    if (value instanceof Double || Numbers.isLong(value)) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof String text) {
      Double special = special(text.strip().toLowerCase(Locale.ROOT));
      if (special != null) {
        return special;
      }
    }
    BigDecimal exact = Numbers.exact(column, value);
    double number = exact.doubleValue();
    requireNoLoss(column, false, exact.signum() == 0, number);
    return number == 0 && value.toString().strip().startsWith("-") ? -0.0 : number;
  }

  private static @Nullable Double special(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  /** PostgreSQL refuses what would turn into an infinity or into zero. */
  private static void requireNoLoss(
      Column column, boolean wasInfinite, boolean wasZero, double number) {
    if ((Double.isInfinite(number) && !wasInfinite) || (number == 0 && !wasZero)) {
      throw column.misfit("it is outside the type's range");
    }
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    double value = Double.longBitsToDouble(Bytes.toLong(column, buffer, length));
    if (target == Double.class) {
      return value;
    }
    if (target == Float.class) {
      return (float) value;
    }
    if (target == String.class) {
      return column.type().name() == LogicalType.Name.REAL
          ? FloatText.of((float) value)
          : FloatText.of(value);
    }
    if (!Double.isFinite(value)) {
      throw column.misfit("it is not a finite number");
    }
    Object number = Numbers.to(column, decimal(column, value), target);
    if (number == null) {
      throw column.wrongClass(target, "reading a");
    }
    return number;
  }

  private static BigDecimal decimal(Column column, double value) {
    return new BigDecimal(
        column.type().name() == LogicalType.Name.REAL
            ? FloatText.of((float) value)
            : FloatText.of(value));
  }
}
