package io.tenantcrypt.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.SimpleTimeZone;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.sql} dates and times. Their fields are those of a {@link GregorianCalendar}, which is
 * Julian before 1582, as applications and PostgreSQL's driver read them.
 */
@SuppressWarnings("JavaUtilDate") // they are what this class is about
final class LegacyTimes {

  private static final int NANOS_PER_MILLI = 1_000_000;

  /**
   * From here on both calendars count days alike and {@code java.sql.Date} needs no {@link
   * Calendar}, which costs as much as opening the cell. A day after the change itself.
   */
  private static final LocalDate GREGORIAN = LocalDate.of(1582, 10, 16);

  /** The same for milliseconds, whatever the zone. */
  private static final long GREGORIAN_MILLIS = GREGORIAN.plusDays(2).toEpochDay() * 86_400_000L;

  private LegacyTimes() {}

  static Moment of(Column column, Date value, @Nullable Calendar zone) {
    return read(column, value, calendar(zone));
  }

  /** As H2 reads it: its calendar is Gregorian from the first day on. */
  static Moment proleptic(Column column, Date value, @Nullable Calendar zone) {
    Calendar fields = calendar(zone);
    if (fields instanceof GregorianCalendar gregorian) {
      gregorian.setGregorianChange(new Date(Long.MIN_VALUE));
    }
    return read(column, value, fields);
  }

  /** Whether the two calendars may disagree about the day. */
  static boolean isOld(Date value) {
    return value.getTime() < GREGORIAN_MILLIS;
  }

  private static Moment read(Column column, Date value, Calendar fields) {
    fields.setTimeInMillis(value.getTime());
    ZoneOffset offset =
        ZoneOffset.ofTotalSeconds(
            (fields.get(Calendar.ZONE_OFFSET) + fields.get(Calendar.DST_OFFSET)) / 1_000);
    if (value instanceof java.sql.Date) {
      return new Moment(date(column, fields), Moment.NO_TIME, offset);
    }
    int nanos =
        value instanceof Timestamp timestamp
            ? timestamp.getNanos()
            : fields.get(Calendar.MILLISECOND) * NANOS_PER_MILLI;
    long seconds =
        (fields.get(Calendar.HOUR_OF_DAY) * 60L + fields.get(Calendar.MINUTE)) * 60
            + fields.get(Calendar.SECOND);
    LocalDate date = value instanceof Time ? null : date(column, fields);
    return Moment.ofNanos(date, seconds * 1_000_000_000L + nanos, offset);
  }

  /** The day of a {@code java.sql.Date} that needs no calendar, or null for everything else. */
  static @Nullable LocalDate simpleDay(Object value, @Nullable Calendar zone) {
    return zone == null && value instanceof java.sql.Date date && date.getTime() >= GREGORIAN_MILLIS
        ? date.toLocalDate()
        : null;
  }

  private static LocalDate date(Column column, Calendar fields) {
    int year = fields.get(Calendar.YEAR);
    int proleptic = fields.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year;
    try {
      return LocalDate.of(
          proleptic, fields.get(Calendar.MONTH) + 1, fields.get(Calendar.DAY_OF_MONTH));
    } catch (DateTimeException e) {
      // A Julian 29 February that the database has not either. The message would quote it.
      throw column.misfit("its date does not exist in the Gregorian calendar");
    }
  }

  static java.sql.Date toDate(LocalDate date, @Nullable Calendar zone) {
    if (zone == null && !date.isBefore(GREGORIAN)) {
      return java.sql.Date.valueOf(date);
    }
    Calendar fields = calendar(zone);
    setDate(fields, date);
    return new java.sql.Date(fields.getTimeInMillis());
  }

  /** The day in a zone at an instant, as PostgreSQL's driver cuts a time with an offset. */
  static java.sql.Date dayOf(Timestamp instant, @Nullable Calendar zone) {
    Calendar fields = calendar(zone);
    fields.setTimeInMillis(instant.getTime());
    fields.set(Calendar.HOUR_OF_DAY, 0);
    fields.set(Calendar.MINUTE, 0);
    fields.set(Calendar.SECOND, 0);
    fields.set(Calendar.MILLISECOND, 0);
    return new java.sql.Date(fields.getTimeInMillis());
  }

  /** The time of day in a zone at an instant. */
  static Time timeOf(Timestamp instant, @Nullable Calendar zone) {
    Calendar fields = calendar(zone);
    fields.setTimeInMillis(instant.getTime());
    fields.set(Calendar.ERA, GregorianCalendar.AD);
    fields.set(1970, Calendar.JANUARY, 1);
    return new Time(fields.getTimeInMillis());
  }

  /** An offset, where there is one, decides. */
  static Time toTime(Column column, Moment moment, @Nullable Calendar zone) {
    long micros = moment.requireMicros(column);
    ZoneOffset offset = moment.offset();
    if (offset != null) {
      return new Time(micros / 1_000 - offset.getTotalSeconds() * 1_000L);
    }
    Calendar fields = calendar(zone);
    setDate(fields, LocalDate.EPOCH);
    setTime(fields, micros);
    return new Time(fields.getTimeInMillis());
  }

  /** An offset, where there is one, decides; a time of day is on 1970-01-01. */
  static Timestamp toTimestamp(Moment moment, @Nullable Calendar zone) {
    Calendar fields = calendar(zone);
    ZoneOffset offset = moment.offset();
    if (offset != null) {
      // TimeZone.getTimeZone(ZoneId) takes an offset with seconds for GMT.
      fields.setTimeZone(new SimpleTimeZone(offset.getTotalSeconds() * 1_000, offset.getId()));
    }
    LocalDate date = moment.date();
    setDate(fields, date == null ? LocalDate.EPOCH : date);
    long micros = moment.micros() == Moment.NO_TIME ? 0 : moment.micros();
    setTime(fields, micros);
    Timestamp timestamp = new Timestamp(fields.getTimeInMillis());
    timestamp.setNanos((int) (micros % 1_000_000) * 1_000);
    return timestamp;
  }

  /** Hours, minutes and seconds. */
  static void printTime(StringBuilder text, LocalTime time) {
    two(text, time.getHour());
    two(text.append(':'), time.getMinute());
    two(text.append(':'), time.getSecond());
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static Calendar calendar(@Nullable Calendar zone) {
    Calendar fields = zone == null ? new GregorianCalendar() : (Calendar) zone.clone();
    fields.setLenient(true);
    fields.clear();
    return fields;
  }

  private static void setDate(Calendar fields, LocalDate date) {
    boolean bc = date.getYear() < 1;
    fields.set(Calendar.ERA, bc ? GregorianCalendar.BC : GregorianCalendar.AD);
    fields.set(
        bc ? 1 - date.getYear() : date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth());
  }

  private static void setTime(Calendar fields, long micros) {
    long seconds = micros / 1_000_000;
    fields.set(Calendar.HOUR_OF_DAY, (int) (seconds / 3_600));
    fields.set(Calendar.MINUTE, (int) (seconds / 60 % 60));
    fields.set(Calendar.SECOND, (int) (seconds % 60));
    fields.set(Calendar.MILLISECOND, (int) (micros % 1_000_000 / 1_000));
  }
}
