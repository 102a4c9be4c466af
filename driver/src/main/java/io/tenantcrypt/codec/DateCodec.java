package io.tenantcrypt.codec;

import java.time.LocalDate;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** {@code date}: days since 1970-01-01, 8 bytes big endian. */
final class DateCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    LocalDate simple = LegacyTimes.simpleDay(value, calendar);
    LocalDate date =
        simple != null ? simple : Temporals.of(column, value, calendar).requireDate(column);
    DateTimeRange.requireDate(column, date);
    return Bytes.ofLong(date.toEpochDay());
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    LocalDate date = LocalDate.ofEpochDay(Bytes.toLong(column, buffer, length));
    if (target == java.sql.Date.class) {
      return LegacyTimes.toDate(date, calendar);
    }
    Object value = Temporals.to(column, new Moment(date, Moment.NO_TIME, null), target, calendar);
    if (value == null) {
      throw column.wrongClass(target, "reading a");
    }
    return value;
  }
}
