package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * The shortest decimal text that reads back as the same number, in PostgreSQL's notation. Java 17's
 * own is not always the shortest (JDK-4511638) and writes exponents differently.
 */
final class FloatText {

  private static final int DOUBLE_DIGITS = 17;
  private static final int FLOAT_DIGITS = 9;

  /** From this decimal exponent on PostgreSQL writes an exponent; it also does below -4. */
  private static final int DOUBLE_FIXED = 15;

  private static final int FLOAT_FIXED = 6;
  private static final int SMALLEST_FIXED = -4;

  private FloatText() {}

  static String of(double value) {
    String special = special(value);
    return special.isEmpty()
        ? print(
            value,
            DOUBLE_DIGITS,
            DOUBLE_FIXED,
            d ->
                d.doubleValue() == value
                    && !isHalfway(d, value, Math.nextUp(value), Math.nextDown(value)))
        : special;
  }

  static String of(float value) {
    String special = special(value);
    return special.isEmpty()
        ? print(
            value,
            FLOAT_DIGITS,
            FLOAT_FIXED,
            d ->
                d.floatValue() == value
                    && !isHalfway(d, value, Math.nextUp(value), Math.nextDown(value)))
        : special;
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return Double.doubleToRawLongBits(value) < 0 ? "-0" : "0";
    }
    return "";
  }

  /**
   * Whether a text stands exactly between the number and its neighbour: it reads back as the number
   * if that is even, and PostgreSQL takes one more digit all the same.
   */
  private static boolean isHalfway(BigDecimal text, double value, double up, double down) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal twice = text.subtract(exact).abs().multiply(BigDecimal.valueOf(2));
    return twice.signum() != 0 && (isGap(twice, exact, up) || isGap(twice, exact, down));
  }

  private static boolean isGap(BigDecimal twice, BigDecimal exact, double neighbour) {
    return Double.isFinite(neighbour)
        && twice.compareTo(new BigDecimal(neighbour).subtract(exact).abs()) == 0;
  }

  private static String print(
      double value, int maxDigits, int firstExponent, Predicate<BigDecimal> same) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= maxDigits; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (same.test(shortest)) {
        break;
      }
    }
    shortest = shortest.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < SMALLEST_FIXED || exponent >= firstExponent
        ? scientific(shortest, exponent)
        : shortest.toPlainString();
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = value.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(24);
    if (value.signum() < 0) {
      text.append('-');
    }
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    return text.append(magnitude < 10 ? "0" : "").append(magnitude).toString();
  }
}
