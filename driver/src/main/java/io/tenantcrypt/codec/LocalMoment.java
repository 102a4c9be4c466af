package io.tenantcrypt.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time of day or both as these connectors' {@code java.sql} getters give them: in the
 * given zone or the JVM's, by a calendar that is Julian before 1582.
 */
final class LocalMoment {

  private LocalMoment() {}

  static java.sql.Date date(LocalDate date, @Nullable Calendar zone) {
    return LegacyTimes.toDate(date, zone);
  }

  static Time time(Column column, LocalTime time, @Nullable Calendar zone) {
    return LegacyTimes.toTime(column, new Moment(null, micros(time), null), zone);
  }

  static Timestamp timestamp(LocalDateTime value, @Nullable Calendar zone) {
    Moment moment = new Moment(value.toLocalDate(), micros(value.toLocalTime()), null);
    return LegacyTimes.toTimestamp(moment, zone);
  }

  /** The exact instant where no zone is given, though the JVM's shows two of them alike. */
  static Timestamp timestamp(OffsetDateTime value, @Nullable Calendar zone) {
    if (zone != null) {
      return timestamp(MysqlServerText.local(value), zone);
    }
    Moment moment = new Moment(value.toLocalDate(), micros(value.toLocalTime()), value.getOffset());
    return LegacyTimes.toTimestamp(moment, null);
  }

  static long micros(LocalTime time) {
    return time.getLong(ChronoField.MICRO_OF_DAY);
  }

  static LocalDateTime onFirstDay(LocalTime time) {
    return time.atDate(LocalDate.EPOCH).truncatedTo(ChronoUnit.MICROS);
  }
}
