package io.tenantcrypt.codec;

import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** {@code bytes}: as they are. */
final class BytesCodec extends FamilyCodec {

  private static final String HEX_PREFIX = "\\x";

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    byte[] bytes;
    if (value instanceof byte[] array) {
      bytes = array.clone();
    } else if (value instanceof String text) {
      bytes = parse(column, text);
    } else {
      throw column.wrongClass(value.getClass(), "binding a");
    }
    int limit = column.type().length();
    if (limit > 0 && bytes.length > limit) {
      throw column.misfit("it has " + bytes.length + " bytes, and " + limit + " are allowed");
    }
    return bytes;
  }

  /** PostgreSQL's hexadecimal notation; its escape notation is ambiguous with plain text. */
  private static byte[] parse(Column column, String text) {
    if (!text.startsWith(HEX_PREFIX)) {
      throw column.misfit("text must be in the hexadecimal notation \\x…");
    }
    try {
      return HexFormat.of().parseHex(text, HEX_PREFIX.length(), text.length());
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes the text.
      throw column.misfit("its text is not hexadecimal");
    }
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    if (target == byte[].class) {
      return Arrays.copyOf(buffer, length);
    }
    if (target == String.class) {
      return HEX_PREFIX + HexFormat.of().formatHex(buffer, 0, length);
    }
    throw column.wrongClass(target, "reading a");
  }
}
