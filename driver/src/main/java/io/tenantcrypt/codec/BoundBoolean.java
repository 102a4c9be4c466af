package io.tenantcrypt.codec;

import java.math.BigDecimal;

/** What is bound to a boolean of H2: every number but zero is true, and so is its text. */
final class BoundBoolean {

  private BoundBoolean() {}

  static Object ofH2(Column column, Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return number > 0 || number < 0; // NaN is neither
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() != 0;
    }
    if (value instanceof Number) {
      return Numbers.exact(column, value).signum() != 0;
    }
    if (value instanceof String text && looksLikeANumber(text.strip())) {
      return Numbers.parse(column, text).signum() != 0;
    }
    return value;
  }

  private static boolean looksLikeANumber(String text) {
    char first = text.isEmpty() ? 'x' : text.charAt(0);
    return first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
  }
}
