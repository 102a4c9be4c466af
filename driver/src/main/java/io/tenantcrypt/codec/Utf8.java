package io.tenantcrypt.codec;

import java.nio.charset.StandardCharsets;

/** Text to UTF-8 where nothing may be replaced on the way. */
final class Utf8 {

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
}
