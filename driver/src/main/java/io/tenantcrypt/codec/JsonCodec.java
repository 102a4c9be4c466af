package io.tenantcrypt.codec;

import java.util.Arrays;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** {@code json}: its text in UTF-8 as it is; neither parsed nor normalised. */
final class JsonCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    if (value instanceof String text) {
      return Utf8.encode(column, text);
    }
    throw column.wrongClass(value.getClass(), "binding a");
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    if (target == String.class) {
      return Utf8.decode(buffer, length);
    }
    if (target == byte[].class) {
      return Arrays.copyOf(buffer, length);
    }
    throw column.wrongClass(target, "reading a");
  }
}
