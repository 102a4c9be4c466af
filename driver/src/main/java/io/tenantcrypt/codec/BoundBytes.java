package io.tenantcrypt.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What is bound to bytes and to a uuid where these are not PostgreSQL's. */
final class BoundBytes {

  private static final int UUID_BYTES = 16;

  private BoundBytes() {}

  /** A text is its UTF-8, whatever it begins with. */
  static Object ofText(Column column, Object value) {
    if (value instanceof String text) {
      Utf8.encode(column, text); // refuses what UTF-8 cannot say
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return value;
  }

  static Object uuid(Object value) {
    if (value instanceof byte[] bytes && bytes.length == UUID_BYTES) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    return value;
  }
}
