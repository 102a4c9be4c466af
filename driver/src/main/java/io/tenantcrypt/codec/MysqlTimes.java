package io.tenantcrypt.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Dates and times as MySQL Connector/J converts them. */
@SuppressWarnings("JavaUtilDate") // getters carry them
final class MysqlTimes {

  private MysqlTimes() {}

  static Object to(Column column, Object value, Class<?> target, @Nullable Calendar zone) {
    Object converted = null;
    if (value instanceof LocalDate date) {
      converted = ofMoment(column, date, LocalTime.MIDNIGHT, target, zone);
    } else if (value instanceof LocalTime time) {
      converted = ofTime(column, time, target, zone);
    } else if (value instanceof LocalDateTime moment) {
      converted = ofMoment(column, moment.toLocalDate(), moment.toLocalTime(), target, zone);
    } else if (value instanceof OffsetDateTime instant) {
      converted = ofInstant(column, instant, target, zone);
    } else if (value instanceof String || value instanceof byte[]) {
      converted = ofText(column, MysqlServerText.of(value), target, zone);
    }
    if (converted == null) {
      throw column.wrongClass(target, "reading a");
    }
    return converted;
  }

  private static @Nullable Object ofText(
      Column column, String padded, Class<?> target, @Nullable Calendar zone) {
    String text = MysqlTextReading.withoutBlanks(column, padded);
    if (MysqlTextReading.isDate(text)) {
      return to(column, MysqlTextReading.date(column, text), target, zone);
    }
    if (MysqlTextReading.isTime(text)) {
      return to(column, MysqlTextReading.time(column, text), target, zone);
    }
    if (MysqlTextReading.isDateTime(text)) {
      return to(column, MysqlTextReading.dateTime(column, text), target, zone);
    }
    if (target == OffsetDateTime.class || target == ZonedDateTime.class) {
      OffsetDateTime instant = MysqlTextReading.instant(column, text.replace(' ', 'T'));
      return target == OffsetDateTime.class ? instant : instant.toZonedDateTime();
    }
    throw MysqlTextReading.notation(column);
  }

  private static @Nullable Object ofTime(
      Column column, LocalTime time, Class<?> target, @Nullable Calendar zone) {
    if (target == java.sql.Date.class) {
      return LocalMoment.date(LocalDate.EPOCH, null); // whatever the zone
    }
    return target == Duration.class
        ? Duration.ofNanos(time.toNanoOfDay())
        : ofMoment(column, LocalDate.EPOCH, time, target, zone);
  }

  private static @Nullable Object ofInstant(
      Column column, OffsetDateTime instant, Class<?> target, @Nullable Calendar zone) {
    if (target == Timestamp.class) {
      return LocalMoment.timestamp(instant, zone);
    }
    if (target == Date.class) {
      return new Date(LocalMoment.timestamp(instant, null).getTime());
    }
    if (target == Calendar.class) {
      return calendar(LocalMoment.timestamp(instant, null));
    }
    ZonedDateTime zoned = instant.atZoneSameInstant(Moment.jvmZone());
    if (target == ZonedDateTime.class) {
      return zoned;
    }
    return target == OffsetDateTime.class
        ? zoned.toOffsetDateTime()
        : ofMoment(column, zoned.toLocalDate(), zoned.toLocalTime(), target, zone);
  }

  private static @Nullable Object ofMoment(
      Column column, LocalDate date, LocalTime time, Class<?> target, @Nullable Calendar zone) {
    if (target == java.sql.Date.class) {
      return LocalMoment.date(date, zone);
    }
    if (target == Time.class) {
      return LocalMoment.time(column, time, zone);
    }
    LocalDateTime moment = date.atTime(time);
    if (target == Timestamp.class) {
      return LocalMoment.timestamp(moment, zone);
    }
    if (target == Date.class) {
      return new Date(LocalMoment.timestamp(moment, null).getTime());
    }
    if (target == Calendar.class) {
      return calendar(LocalMoment.timestamp(moment, null));
    }
    return javaTime(moment, target);
  }

  private static @Nullable Object javaTime(LocalDateTime moment, Class<?> target) {
    if (target == LocalDate.class) {
      return moment.toLocalDate();
    }
    if (target == LocalTime.class) {
      return moment.toLocalTime();
    }
    if (target == LocalDateTime.class) {
      return moment;
    }
    if (target == OffsetTime.class) {
      // Winter's offset, whatever the date.
      int offset = TimeZone.getDefault().getRawOffset() / 1_000;
      return moment.toLocalTime().atOffset(ZoneOffset.ofTotalSeconds(offset));
    }
    ZonedDateTime zoned = moment.atZone(Moment.jvmZone());
    if (target == ZonedDateTime.class) {
      return zoned;
    }
    return target == OffsetDateTime.class ? zoned.toOffsetDateTime() : null;
  }

  private static Calendar calendar(Timestamp time) {
    Calendar calendar = new GregorianCalendar(TimeZone.getDefault(), Locale.US);
    calendar.setTimeInMillis(time.getTime());
    return calendar;
  }
}
