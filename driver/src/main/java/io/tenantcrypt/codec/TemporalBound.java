package io.tenantcrypt.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Dates and times in a text column: as each driver writes them into a statement. */
@SuppressWarnings("JavaUtilDate") // setters carry them
final class TemporalBound {

  private TemporalBound() {}

  static boolean isOne(Object value) {
    return value instanceof Date || value instanceof Temporal;
  }

  static String text(Column column, Conventions by, Object value, @Nullable Calendar calendar) {
    if (by == Conventions.H2) {
      return ofH2(column, value, calendar);
    }
    Moment moment = moment(column, by.cut(value), calendar);
    if (by == Conventions.POSTGRESQL) {
      return moment.micros() == Moment.NO_TIME && moment.offset() != null
          ? dateWithOffset(moment)
          : TemporalText.print(moment);
    }
    String text = TemporalText.print(new Moment(moment.date(), moment.micros(), null));
    return by == Conventions.MARIADB ? ofMariaDb(value, text) : text;
  }

  /** PostgreSQL's driver names the offset of all that java.sql has, and of no local time. */
  private static Moment moment(Column column, Object value, @Nullable Calendar calendar) {
    if (value instanceof Date date) {
      return LegacyTimes.of(column, date, calendar);
    }
    if (value instanceof OffsetDateTime
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime
        || value instanceof java.time.ZonedDateTime
        || value instanceof java.time.Instant) {
      return Temporals.of(column, value, calendar);
    }
    throw column.wrongClass(value.getClass(), "binding a");
  }

  private static String dateWithOffset(Moment moment) {
    String whole = TemporalText.print(new Moment(moment.date(), 0, moment.offset()));
    return whole.replace("00:00:00", "");
  }

  /** Three digits of a second where it knows no more, six where it does. */
  private static String ofMariaDb(Object value, String text) {
    int point = text.indexOf('.');
    String fraction = point < 0 ? "" : text.substring(point + 1);
    String whole = point < 0 ? text : text.substring(0, point);
    boolean always = value instanceof Time;
    if ((fraction.isEmpty() && !always) || text.indexOf(':') < 0) {
      return whole;
    }
    int digits = value instanceof Date && fraction.length() <= 3 ? 3 : 6;
    return whole + "." + fraction + "0".repeat(digits - fraction.length());
  }

  /** To the nanosecond. */
  private static String ofH2(Column column, Object value, @Nullable Calendar calendar) {
    int nanos =
        value instanceof Timestamp timestamp
            ? timestamp.getNanos()
            : value instanceof Temporal time && time.isSupported(NANO) ? time.get(NANO) : -1;
    Object whole = value;
    if (nanos > 0 && value instanceof Timestamp timestamp) {
      Timestamp without = (Timestamp) timestamp.clone();
      without.setNanos(0);
      whole = without;
    } else if (nanos > 0 && value instanceof Temporal time) {
      whole = time.with(NANO, 0);
    }
    Moment moment = moment(column, whole, calendar);
    boolean offset = value instanceof OffsetDateTime;
    ZoneOffset own = offset ? ((OffsetDateTime) value).getOffset() : null;
    Moment shown =
        own == null
            ? new Moment(moment.date(), moment.micros(), null)
            : Moment.ofLocal(((OffsetDateTime) whole).toLocalDateTime(), null);
    String text = TemporalText.print(shown);
    if (nanos > 0) {
      String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
      text += "." + digits.replaceFirst("0+$", "");
    }
    return own == null
        ? text
        : text + TemporalText.print(new Moment(null, 0, own)).substring("00:00:00".length());
  }

  private static final java.time.temporal.ChronoField NANO =
      java.time.temporal.ChronoField.NANO_OF_SECOND;
}
