package io.tenantcrypt.codec;

import java.math.BigDecimal;

/** Numbers of binary digits, read as Java reads their text. */
final class Doubles {

  private Doubles() {}

  /** As {@code Double} or {@code Float}. */
  static Object parse(Column column, String text, Class<?> target) {
    try {
      if (target == Float.class) {
        return Float.parseFloat(text);
      }
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      // Without the cause: its message quotes the text.
      throw column.misfit("its text is not a number");
    }
  }

  /** The digits that Java writes of it. */
  static BigDecimal finite(Column column, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw column.misfit("it is not a finite number");
    }
  }
}
