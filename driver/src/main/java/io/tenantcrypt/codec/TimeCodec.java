package io.tenantcrypt.codec;

import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** {@code time}: microseconds of the day, 8 bytes big endian; 24:00 is 86,400,000,000. */
final class TimeCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    return Bytes.ofLong(Temporals.of(column, value, calendar).requireMicros(column));
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    long micros = Bytes.toLong(column, buffer, length);
    if (micros < 0 || micros > Moment.DAY) {
      throw column.misfit("its cell holds no time of day");
    }
    Object value = Temporals.to(column, new Moment(null, micros, null), target, calendar);
    if (value == null) {
      throw column.wrongClass(target, "reading a");
    }
    return value;
  }
}
