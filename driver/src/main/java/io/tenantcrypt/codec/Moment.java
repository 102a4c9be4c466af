package io.tenantcrypt.codec;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What a date, a time or both say, to the microsecond; what all temporal types convert through.
 *
 * @param date null for a time of day
 * @param micros microseconds of the day, 86,400,000,000 for the time 24:00 without a date; {@link
 *     #NO_TIME} for a date
 * @param offset null where the value names none
 */
record Moment(@Nullable LocalDate date, long micros, @Nullable ZoneOffset offset) {

  static final long NO_TIME = -1;
  static final long DAY = 86_400_000_000L;

  /** Rounds half up, as PostgreSQL's driver does, and carries into the date where there is one. */
  static Moment ofNanos(@Nullable LocalDate date, long nanosOfDay, @Nullable ZoneOffset offset) {
    return of(date, (nanosOfDay + 500) / 1_000, offset);
  }

  static Moment of(@Nullable LocalDate date, long micros, @Nullable ZoneOffset offset) {
    return date != null && micros >= DAY
        ? new Moment(date.plusDays(1), micros - DAY, offset)
        : new Moment(date, micros, offset);
  }

  static Moment ofLocal(LocalDateTime value, @Nullable ZoneOffset offset) {
    return ofNanos(value.toLocalDate(), value.toLocalTime().toNanoOfDay(), offset);
  }

  /** The zone in which times without one are meant, as for PostgreSQL's driver. */
  static ZoneId jvmZone() {
    return TimeZone.getDefault().toZoneId();
  }

  LocalDate requireDate(Column column) {
    LocalDate present = date;
    if (present == null) {
      throw column.misfit("a time of day holds no date");
    }
    return present;
  }

  long requireMicros(Column column) {
    if (micros == NO_TIME) {
      throw column.misfit("a date holds no time of day");
    }
    return micros;
  }

  /** 24:00 as its last nanosecond, as PostgreSQL's driver gives it. */
  LocalTime time(Column column) {
    long present = requireMicros(column);
    return present == DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(present * 1_000);
  }

  /** A date alone begins at midnight. */
  LocalDateTime dateTime(Column column) {
    LocalDateTime midnight = requireDate(column).atStartOfDay();
    return micros == NO_TIME ? midnight : midnight.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * The offset, or that of the JVM's zone at this time. Where clocks are set back the later one
   * counts, as for PostgreSQL.
   */
  ZoneOffset offset(Column column) {
    ZoneOffset present = offset;
    return present != null
        ? present
        : dateTime(column).atZone(jvmZone()).withLaterOffsetAtOverlap().getOffset();
  }
}
