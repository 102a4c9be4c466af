package io.tenantcrypt.codec;

import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Values of one type family to canonical bytes and back. Stateless. */
abstract class FamilyCodec {

  /**
   * Canonical bytes; a fresh array. A string is read as the database reads a literal of this type.
   *
   * @param calendar gives the time zone of {@code java.sql} times; null is the JVM's
   */
  abstract byte[] encode(Column column, Object value, @Nullable Calendar calendar);

  /** The value as {@code target}; canonical bytes are the first {@code length} of the buffer. */
  abstract Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar);
}
