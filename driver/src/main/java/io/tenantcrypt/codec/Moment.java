package io.tenantcrypt.codec;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What a date, a time or both say, to the microsecond; what all temporal types convert through.
 *
 * @param date null for a time of day
 * @param micros microseconds of the day, up to 86,400,000,000 for 24:00; {@link #NO_TIME} for a
 *     date
 * @param offset null where the value names none
 */
record Moment(@Nullable LocalDate date, long micros, @Nullable ZoneOffset offset) {

  static final long NO_TIME = -1;
  static final long DAY = 86_400_000_000L;

  /** Rounds half up, as PostgreSQL's driver does, and carries into the date where there is one. */
  static Moment ofNanos(@Nullable LocalDate date, long nanosOfDay, @Nullable ZoneOffset offset) {
    long micros = (nanosOfDay + 500) / 1_000;
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

  /** The same instant as a zone shows it; without an offset or a date there is none. */
  Moment in(Column column, ZoneId zone) {
    ZoneOffset present = offset;
    if (present == null || date == null) {
      return this;
    }
    OffsetDateTime shown =
        dateTime(column).atOffset(present).atZoneSameInstant(zone).toOffsetDateTime();
    return ofLocal(shown.toLocalDateTime(), shown.getOffset());
  }

  /**
   * The offset, or that of the JVM's zone at this time. As for PostgreSQL, the later one counts
   * where clocks are set back and the earlier one where an hour is left out.
   */
  ZoneOffset offset(Column column) {
    ZoneOffset present = offset;
    if (present != null) {
      return present;
    }
    LocalDateTime local = dateTime(column);
    ZoneRules rules = jvmZone().getRules();
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return rules.getOffset(local);
    }
    return transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
  }
}
