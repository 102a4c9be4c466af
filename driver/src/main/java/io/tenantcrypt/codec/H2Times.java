package io.tenantcrypt.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as H2 casts them. Its days are Gregorian for ever: a {@code java.sql.Date} before
 * 1582 is the instant at which that day began, whatever {@code toString} makes of it.
 */
@SuppressWarnings("JavaUtilDate") // getters carry them
final class H2Times {

  private H2Times() {}

  static boolean isTime(Object value) {
    return value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime
        || value instanceof OffsetDateTime;
  }

  static String text(Object value) {
    if (value instanceof LocalTime time) {
      return TemporalText.print(new Moment(null, LocalMoment.micros(time), null));
    }
    if (value instanceof LocalDateTime moment) {
      return moment.toLocalDate() + " " + text(moment.toLocalTime());
    }
    if (value instanceof OffsetDateTime instant) {
      OffsetDateTime shown = inZone(instant);
      LocalTime time = shown.toLocalTime();
      return shown.toLocalDate()
          + " "
          + TemporalText.print(new Moment(null, LocalMoment.micros(time), shown.getOffset()));
    }
    return value.toString();
  }

  /** Which offset it was stored with is not kept: the JVM's zone has to say. */
  private static OffsetDateTime inZone(OffsetDateTime instant) {
    return instant.atZoneSameInstant(Moment.jvmZone()).toOffsetDateTime();
  }

  static Object to(Column column, Object value, Class<?> target, @Nullable Calendar zone) {
    Object temporal = temporal(column, value, target);
    Object converted = null;
    if (target == java.sql.Date.class) {
      converted = new java.sql.Date(millis(date(temporal, column).atStartOfDay(), zone));
    } else if (target == Time.class) {
      LocalTime time = time(temporal, column);
      converted = new Time(millis(time.atDate(LocalDate.EPOCH), zone));
    } else if (target == Timestamp.class) {
      converted = timestamp(temporal, zone);
    } else if (target == Date.class) {
      converted = new Date(timestamp(temporal, zone).getTime());
    } else if (target == Calendar.class) {
      converted = calendar(timestamp(temporal, zone));
    } else {
      converted = javaTime(column, temporal, target);
    }
    if (converted == null) {
      throw column.wrongClass(target, "reading a");
    }
    return converted;
  }

  private static Object temporal(Column column, Object value, Class<?> target) {
    if (isTime(value)) {
      return value instanceof OffsetDateTime instant ? inZone(instant) : value;
    }
    if (value instanceof String text && H2Reading.isShort(column)) {
      return parsed(column, text, target);
    }
    throw column.wrongClass(target, "reading a");
  }

  /** A text is what the target is, and nothing else. */
  private static Object parsed(Column column, String text, Class<?> target) {
    Moment moment = TemporalText.parse(column, text);
    LocalDate date = moment.date();
    if (target == Time.class || target == LocalTime.class || target == OffsetTime.class) {
      if (date != null) {
        throw column.wrongClass(target, "reading a");
      }
      return moment.time(column);
    }
    if (target == java.sql.Date.class || target == LocalDate.class) {
      if (date == null || moment.micros() != Moment.NO_TIME) {
        throw column.wrongClass(target, "reading a");
      }
      return date;
    }
    LocalDateTime local = moment.dateTime(column);
    if (moment.offset() == null) {
      return local;
    }
    OffsetDateTime instant = local.atOffset(moment.offset(column));
    boolean zoned =
        target == OffsetDateTime.class || target == ZonedDateTime.class || target == Instant.class;
    return zoned ? instant : inZone(instant).toLocalDateTime();
  }

  private static LocalDate date(Object temporal, Column column) {
    if (temporal instanceof LocalDate date) {
      return date;
    }
    if (temporal instanceof LocalDateTime moment) {
      return moment.toLocalDate();
    }
    if (temporal instanceof OffsetDateTime instant) {
      return instant.toLocalDate();
    }
    throw column.misfit("a time of day holds no date");
  }

  private static LocalTime time(Object temporal, Column column) {
    if (temporal instanceof LocalTime time) {
      return time;
    }
    if (temporal instanceof LocalDateTime moment) {
      return moment.toLocalTime();
    }
    if (temporal instanceof OffsetDateTime instant) {
      return instant.toLocalTime();
    }
    throw column.misfit("a date holds no time of day");
  }

  /** A time of day is today's. */
  private static LocalDateTime moment(Object temporal) {
    if (temporal instanceof LocalTime time) {
      return time.atDate(LocalDate.now(Moment.jvmZone()));
    }
    if (temporal instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    return temporal instanceof OffsetDateTime instant
        ? inZone(instant).toLocalDateTime()
        : (LocalDateTime) temporal;
  }

  private static Timestamp timestamp(Object temporal, @Nullable Calendar zone) {
    if (temporal instanceof OffsetDateTime instant) {
      Timestamp exact = new Timestamp(instant.toInstant().toEpochMilli());
      exact.setNanos(instant.get(ChronoField.NANO_OF_SECOND));
      return exact;
    }
    LocalDateTime moment = moment(temporal);
    Timestamp timestamp = new Timestamp(millis(moment, zone));
    timestamp.setNanos(moment.get(ChronoField.NANO_OF_SECOND));
    return timestamp;
  }

  private static long millis(LocalDateTime moment, @Nullable Calendar zone) {
    ZoneId id = zone == null ? Moment.jvmZone() : zone.getTimeZone().toZoneId();
    return moment.atZone(id).toInstant().toEpochMilli();
  }

  private static Calendar calendar(Timestamp time) {
    GregorianCalendar calendar = new GregorianCalendar();
    calendar.setGregorianChange(new Date(Long.MIN_VALUE));
    calendar.setTimeInMillis(time.getTime());
    return calendar;
  }

  private static @Nullable Object javaTime(Column column, Object temporal, Class<?> target) {
    if (target == LocalDate.class) {
      return date(temporal, column);
    }
    if (target == LocalTime.class) {
      return time(temporal, column);
    }
    if (target == LocalDateTime.class) {
      return moment(temporal);
    }
    if (target == OffsetTime.class) {
      return offsetTime(column, temporal);
    }
    OffsetDateTime instant =
        temporal instanceof OffsetDateTime given ? given : offset(moment(temporal));
    if (target == OffsetDateTime.class) {
      return instant;
    }
    if (target == ZonedDateTime.class) {
      return instant.toZonedDateTime();
    }
    return target == Instant.class ? instant.toInstant() : null;
  }

  /** In an hour that the zone leaves out the later offset, without another hour. */
  private static OffsetDateTime offset(LocalDateTime moment) {
    ZoneRules rules = Moment.jvmZone().getRules();
    ZoneOffsetTransition transition = rules.getTransition(moment);
    return moment.atOffset(
        transition != null && transition.isGap()
            ? transition.getOffsetAfter()
            : rules.getOffset(moment));
  }

  private static OffsetTime offsetTime(Column column, Object temporal) {
    if (temporal instanceof OffsetDateTime instant) {
      return instant.toOffsetTime();
    }
    LocalTime time = time(temporal, column);
    return offset(moment(temporal)).toOffsetTime().with(time);
  }
}
