package io.tenantcrypt.codec;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** {@code timestamp}: microseconds since 1970-01-01T00:00 local time, 8 bytes big endian. */
final class TimestampCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    LocalDateTime time = Temporals.of(column, value, calendar).dateTime(column);
    return Bytes.ofLong(DateTimeRange.epochMicros(column, time, ZoneOffset.UTC));
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    long micros = Bytes.toLong(column, buffer, length);
    LocalDateTime time = DateTimeRange.ofEpochMicros(micros, ZoneOffset.UTC);
    Object value = Temporals.to(column, Moment.ofLocal(time, null), target, calendar);
    if (value == null) {
      throw column.wrongClass(target, "reading a");
    }
    return value;
  }
}
