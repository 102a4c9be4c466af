package io.tenantcrypt.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
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

  static String text(Column column, Connector by, Object value, @Nullable Calendar calendar) {
    if (by == Connector.H2) {
      return ofH2(column, value, calendar);
    }
    Moment moment = moment(column, by, local(by, Bound.cut(by, value)), calendar);
    if (by == Connector.POSTGRESQL) {
      return moment.micros() == Moment.NO_TIME && moment.offset() != null
          ? dateWithOffset(moment)
          : TemporalText.print(moment);
    }
    String text = print(moment);
    return by == Connector.MARIADB ? ofMariaDb(value, text) : text;
  }

  /** The connectors send what the clock of the JVM's zone shows. */
  private static Object local(Connector by, Object value) {
    if (!by.sendsText()) {
      return value;
    }
    if (value instanceof OffsetDateTime time) {
      return time.atZoneSameInstant(Moment.jvmZone()).toLocalDateTime();
    }
    if (value instanceof ZonedDateTime time) {
      return time.withZoneSameInstant(Moment.jvmZone()).toLocalDateTime();
    }
    if (value instanceof Instant time) {
      return time.atZone(Moment.jvmZone()).toLocalDateTime();
    }
    return value instanceof LocalTime time ? BoundTime.withinTheDay(by, time) : value;
  }

  /** Without an offset; only PostgreSQL says BC. */
  private static String print(Moment moment) {
    LocalDate date = moment.date();
    if (date != null && date.getYear() < 1) {
      return moment.micros() == Moment.NO_TIME
          ? date.toString()
          : date + " " + TemporalText.print(new Moment(null, moment.micros(), null));
    }
    return TemporalText.print(new Moment(date, moment.micros(), null));
  }

  /** PostgreSQL's driver names the offset of all that java.sql has, and of no local time. */
  private static Moment moment(
      Column column, Connector by, Object value, @Nullable Calendar calendar) {
    if (value instanceof Date date) {
      return by == Connector.H2
          ? LegacyTimes.proleptic(column, date, calendar)
          : LegacyTimes.of(column, date, calendar);
    }
    if (value instanceof OffsetDateTime
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime
        || value instanceof ZonedDateTime
        || value instanceof Instant) {
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

  /** To the nanosecond, and with its offset what has one. */
  private static String ofH2(Column column, Object value, @Nullable Calendar calendar) {
    if (value instanceof Timestamp timestamp) {
      Timestamp whole = (Timestamp) timestamp.clone();
      whole.setNanos(0);
      return print(moment(column, Connector.H2, whole, calendar)) + fraction(timestamp.getNanos());
    }
    if (value instanceof LocalTime time) {
      return print(moment(column, Connector.H2, time.withNano(0), null))
          + fraction(time.get(ChronoField.NANO_OF_SECOND));
    }
    if (value instanceof LocalDateTime time) {
      return print(moment(column, Connector.H2, time.withNano(0), null))
          + fraction(time.get(ChronoField.NANO_OF_SECOND));
    }
    if (value instanceof OffsetDateTime time) {
      String offset = TemporalText.print(new Moment(null, 0, time.getOffset()));
      return ofH2(column, time.toLocalDateTime(), null) + offset.substring("00:00:00".length());
    }
    if (value instanceof ZonedDateTime time) {
      return ofH2(column, time.toOffsetDateTime(), null);
    }
    if (value instanceof Instant time) {
      return ofH2(column, time.atOffset(ZoneOffset.UTC), null);
    }
    return print(moment(column, Connector.H2, value, calendar));
  }

  private static String fraction(int nanos) {
    return nanos == 0
        ? ""
        : "." + Integer.toString(1_000_000_000 + nanos).substring(1).replaceFirst("0+$", "");
  }
}
