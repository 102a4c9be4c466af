package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.util.Calendar;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code boolean}: one byte, 1 or 0. */
final class BooleanCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    return new byte[] {(byte) (toBoolean(column, value) ? 1 : 0)};
  }

  static boolean toBoolean(Column column, Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof String || value instanceof Character) {
      return parse(column, value.toString());
    }
    return Numbers.toBoolean(column, Numbers.exact(column, value));
  }

  /** Any case and any unambiguous prefix, as PostgreSQL reads it. */
  static boolean parse(Column column, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1" -> true;
      case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0" -> false;
      default -> throw column.misfit("its text is not a boolean");
    };
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    Bytes.requireLength(column, length, 1);
    boolean value = buffer[0] != 0;
    if (target == Boolean.class) {
      return value;
    }
    if (target == String.class) {
      return value ? "t" : "f";
    }
    Object number = Numbers.to(column, value ? BigDecimal.ONE : BigDecimal.ZERO, target);
    if (number == null) {
      throw column.wrongClass(target, "reading a");
    }
    return number;
  }
}
