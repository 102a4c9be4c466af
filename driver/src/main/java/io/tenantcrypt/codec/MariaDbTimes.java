package io.tenantcrypt.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Dates and times as MariaDB Connector/J converts them. */
@SuppressWarnings("JavaUtilDate") // getters carry them
final class MariaDbTimes {

  private MariaDbTimes() {}

  static Object to(Column column, Object value, Class<?> target, @Nullable Calendar zone) {
    Object converted = null;
    if (value instanceof LocalDate date) {
      converted = ofDate(date, target, zone);
    } else if (value instanceof LocalTime time) {
      converted = ofTime(column, time, target, zone);
    } else if (value instanceof LocalDateTime moment) {
      converted = ofMoment(column, moment, target, zone);
    } else if (value instanceof OffsetDateTime instant) {
      converted = ofInstant(column, instant, target, zone);
    } else if (value instanceof String text) {
      converted = ofText(column, MysqlTextReading.withoutBlanks(column, text), target, zone);
    }
    if (converted == null) {
      throw column.wrongClass(target, "reading a");
    }
    return converted;
  }

  private static @Nullable Object ofDate(LocalDate date, Class<?> target, @Nullable Calendar zone) {
    if (target == java.sql.Date.class || target == Date.class) {
      return LocalMoment.date(date, zone);
    }
    if (target == LocalDate.class) {
      return date;
    }
    LocalDateTime midnight = date.atStartOfDay();
    return target == Timestamp.class
        ? LocalMoment.timestamp(midnight, zone)
        : zoned(midnight, target);
  }

  /** Those of java.time that a moment without a zone becomes in the JVM's. */
  private static @Nullable Object zoned(LocalDateTime moment, Class<?> target) {
    if (target == LocalDateTime.class) {
      return moment;
    }
    if (target == ZonedDateTime.class) {
      return moment.atZone(Moment.jvmZone());
    }
    return target == Instant.class ? moment.atZone(Moment.jvmZone()).toInstant() : null;
  }

  private static @Nullable Object ofTime(
      Column column, LocalTime time, Class<?> target, @Nullable Calendar zone) {
    if (target == Time.class) {
      return LocalMoment.time(column, time, zone);
    }
    if (target == LocalTime.class) {
      return time;
    }
    if (target == Duration.class) {
      return Duration.ofNanos(time.toNanoOfDay());
    }
    LocalDateTime moment = LocalMoment.onFirstDay(time);
    return target == Timestamp.class || target == Date.class
        ? LocalMoment.timestamp(moment, zone)
        : zoned(moment, target);
  }

  private static @Nullable Object ofMoment(
      Column column, LocalDateTime moment, Class<?> target, @Nullable Calendar zone) {
    if (target == Timestamp.class) {
      return LocalMoment.timestamp(moment, zone);
    }
    if (target == java.sql.Date.class || target == Date.class) {
      // With its time of day, as the connector gives it.
      return new java.sql.Date(LocalMoment.timestamp(moment, zone).getTime());
    }
    return offset(column, moment, target, zone);
  }

  private static @Nullable Object offset(
      Column column, LocalDateTime moment, Class<?> target, @Nullable Calendar zone) {
    if (target == Time.class) {
      return LocalMoment.time(column, moment.toLocalTime(), zone);
    }
    if (target == LocalDate.class) {
      return moment.toLocalDate();
    }
    if (target == LocalTime.class) {
      return moment.toLocalTime();
    }
    if (target == Duration.class) {
      return Duration.ofDays(moment.getDayOfMonth() - 1L)
          .plusNanos(moment.toLocalTime().toNanoOfDay());
    }
    return target == OffsetDateTime.class
        ? moment.atZone(Moment.jvmZone()).toOffsetDateTime()
        : zoned(moment, target);
  }

  private static @Nullable Object ofInstant(
      Column column, OffsetDateTime instant, Class<?> target, @Nullable Calendar zone) {
    if (target == Timestamp.class) {
      return LocalMoment.timestamp(instant, zone);
    }
    if (target == java.sql.Date.class || target == Date.class) {
      return new java.sql.Date(LocalMoment.timestamp(instant, zone).getTime());
    }
    if (target == Instant.class) {
      return instant.toInstant();
    }
    ZonedDateTime zoned = instant.atZoneSameInstant(Moment.jvmZone());
    if (target == ZonedDateTime.class) {
      return zoned;
    }
    return target == OffsetDateTime.class
        ? zoned.toOffsetDateTime()
        : offset(column, zoned.toLocalDateTime(), target, zone);
  }

  private static @Nullable Object ofText(
      Column column, String text, Class<?> target, @Nullable Calendar zone) {
    if (target == OffsetDateTime.class && !MysqlTextReading.isShort(column)) {
      return null;
    }
    boolean dated =
        text.length() >= 10
            && MysqlTextReading.isDate(text.substring(0, 10))
            && (text.length() == 10 || text.charAt(10) == ' ');
    if (target == java.sql.Date.class || target == Date.class || target == LocalDate.class) {
      if (!dated) {
        throw MysqlTextReading.notation(column);
      }
      return ofDate(MysqlTextReading.date(column, text), target, zone);
    }
    if (MysqlTextReading.isTime(text)) {
      LocalTime time = MysqlTextReading.time(column, text);
      return target == Time.class || target == LocalTime.class || target == Duration.class
          ? ofTime(column, time, target, zone)
          : null;
    }
    if (MysqlTextReading.isDate(text)) {
      LocalDate date = MysqlTextReading.date(column, text);
      return target == OffsetDateTime.class
          ? date.atStartOfDay(Moment.jvmZone()).toOffsetDateTime()
          : ofDate(date, target, zone);
    }
    if (MysqlTextReading.isDateTime(text)) {
      LocalDateTime moment = MysqlTextReading.dateTime(column, text);
      return target == Time.class || target == Duration.class
          ? null
          : ofMoment(column, moment, target, zone);
    }
    return target == OffsetDateTime.class ? MysqlTextReading.instant(column, text) : null;
  }
}
