package io.tenantcrypt.codec;

import java.util.Calendar;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code uuid}: 16 bytes in the order of its text. */
final class UuidCodec extends FamilyCodec {

  private static final int LENGTH = 16;
  private static final Pattern TEXT =
      Pattern.compile(
          "[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}");

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    UUID uuid;
    if (value instanceof UUID given) {
      uuid = given;
    } else if (value instanceof String text) {
      uuid = parse(column, text);
    } else {
      throw column.wrongClass(value.getClass(), "binding a");
    }
    byte[] bytes = new byte[LENGTH];
    Bytes.putLong(bytes, 0, uuid.getMostSignificantBits());
    Bytes.putLong(bytes, Long.BYTES, uuid.getLeastSignificantBits());
    return bytes;
  }

  /** {@link UUID#fromString} alone would also take short groups. */
  static UUID parse(Column column, String text) {
    String trimmed = text.strip();
    if (!TEXT.matcher(trimmed).matches()) {
      throw column.misfit("its text is not a UUID");
    }
    String digits = trimmed.replace("-", "");
    return new UUID(
        Long.parseUnsignedLong(digits, 0, LENGTH, LENGTH),
        Long.parseUnsignedLong(digits, LENGTH, 2 * LENGTH, LENGTH));
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    Bytes.requireLength(column, length, LENGTH);
    UUID uuid = new UUID(Bytes.getLong(buffer, 0), Bytes.getLong(buffer, Long.BYTES));
    if (target == UUID.class) {
      return uuid;
    }
    if (target == String.class) {
      return uuid.toString();
    }
    throw column.wrongClass(target, "reading a");
  }
}
