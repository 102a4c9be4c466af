package io.tenantcrypt.codec;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** {@code timestamptz}: microseconds since 1970-01-01T00:00Z, 8 bytes big endian. */
final class InstantCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    Moment moment = Temporals.of(column, value, calendar);
    LocalDateTime time = moment.dateTime(column);
    return Bytes.ofLong(DateTimeRange.epochMicros(column, time, moment.offset(column)));
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    long micros = Bytes.toLong(column, buffer, length);
    LocalDateTime utc = DateTimeRange.ofEpochMicros(micros, ZoneOffset.UTC);
    // As the server sends it: in the session's zone, which the driver sets to the JVM's.
    Moment moment = Moment.ofLocal(utc, ZoneOffset.UTC).in(column, Moment.jvmZone());
    Object value = Temporals.to(column, moment, target, calendar);
    if (value == null) {
      throw column.wrongClass(target, "reading a");
    }
    return value;
  }
}
