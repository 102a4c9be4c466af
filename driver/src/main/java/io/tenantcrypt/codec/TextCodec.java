package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code char}, {@code varchar}, {@code text}, {@code enum}: UTF-8, unnormalised. Trailing blanks
 * of a {@code char} are no part of its canonical bytes; it is padded again on reading.
 */
final class TextCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    return Utf8.encode(column, fitted(column, text(column, value)));
  }

  /** The text of a value as PostgreSQL casts it on assignment. */
  static String text(Column column, Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Double number) {
      return FloatText.of(number);
    }
    if (value instanceof Float number) {
      return FloatText.of(number);
    }
    if (value instanceof Character
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof UUID) {
      return value.toString();
    }
    throw column.wrongClass(value.getClass(), "binding a");
  }

  private static String fitted(Column column, String text) {
    LogicalType type = column.type();
    if (type.name() == LogicalType.Name.ENUM) {
      if (!type.values().contains(text)) {
        throw column.misfit("it is none of the type's labels");
      }
      return text;
    }
    String cut = type.name() == LogicalType.Name.CHAR ? withoutTrailingBlanks(text) : text;
    int limit = type.length();
    // No text has more code points than UTF-16 units: most need no count.
    if (limit == 0 || cut.length() <= limit || cut.codePointCount(0, cut.length()) <= limit) {
      return cut;
    }
    int end = cut.offsetByCodePoints(0, limit);
    if (!isBlank(cut, end)) {
      throw column.misfit("it has more than " + limit + " characters");
    }
    return cut.substring(0, end);
  }

  private static String withoutTrailingBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isBlank(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    if (target == byte[].class && column.type().name() != LogicalType.Name.CHAR) {
      return Arrays.copyOf(buffer, length);
    }
    String text = padded(column.type(), Utf8.decode(buffer, length));
    return target == String.class ? text : TextReading.to(column, text, target, calendar);
  }

  private static String padded(LogicalType type, String text) {
    if (type.name() != LogicalType.Name.CHAR) {
      return text;
    }
    int missing = type.length() - text.codePointCount(0, text.length());
    return missing > 0 ? text + " ".repeat(missing) : text;
  }
}
