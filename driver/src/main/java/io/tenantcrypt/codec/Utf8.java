package io.tenantcrypt.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Text to UTF-8 where nothing may be replaced on the way. */
final class Utf8 {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Utf8() {}

  /** UTF-8 bytes, unnormalised; refuses what PostgreSQL cannot hold and UTF-8 cannot say. */
  static byte[] encode(Column column, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw column.misfit("text cannot hold the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw column.misfit("its text holds half of a surrogate pair, which is no character");
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String decode(byte[] buffer, int length) {
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * As {@link #decode}, with the buffer as its workbench: characters up to U+00FF are narrowed
   * where they stand, and the String takes them as they are, in one copy. The JDK makes two.
   *
   * @param buffer holds something else afterwards
   */
  static String decodeInPlace(byte[] buffer, int length) {
    int narrowed = ascii(buffer, length);
    int read = narrowed;
    while (read < length) {
      int first = buffer[read];
      if (first < 0) {
        // Two bytes that begin so are one of U+0080 to U+00FF.
        if ((first & 0xFE) != 0xC2 || read + 1 == length || (buffer[read + 1] & 0xC0) != 0x80) {
          String before = new String(buffer, 0, narrowed, StandardCharsets.ISO_8859_1);
          return before.concat(new String(buffer, read, length - read, StandardCharsets.UTF_8));
        }
        read++;
        first = first << 6 | (buffer[read] & 0x3F);
      }
      buffer[narrowed++] = (byte) first;
      read++;
    }
    return new String(buffer, 0, narrowed, StandardCharsets.ISO_8859_1);
  }

  /** How many of the first bytes are surely ASCII. */
  private static int ascii(byte[] buffer, int length) {
    int at = 0;
    while (at <= length - Long.BYTES && ((long) EIGHT.get(buffer, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    return at;
  }
}
