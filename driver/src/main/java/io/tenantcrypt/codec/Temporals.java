package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType.Family;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Java's dates and times to a {@link Moment} and back. */
@SuppressWarnings("JavaUtilDate") // setters and getters carry them
final class Temporals {

  private Temporals() {}

  static Moment of(Column column, Object value, @Nullable Calendar zone) {
    if (value instanceof String text) {
      return TemporalText.parse(column, text);
    }
    if (value instanceof Date legacy) {
      return LegacyTimes.of(column, legacy, zone);
    }
    if (value instanceof LocalDate date) {
      return new Moment(date, Moment.NO_TIME, null);
    }
    if (value instanceof LocalTime time) {
      return Moment.ofNanos(null, time.toNanoOfDay(), null);
    }
    if (value instanceof LocalDateTime dateTime) {
      return Moment.ofLocal(dateTime, null);
    }
    return ofInstant(column, value);
  }

  private static Moment ofInstant(Column column, Object value) {
    OffsetDateTime time;
    if (value instanceof OffsetDateTime offset) {
      time = offset;
    } else if (value instanceof ZonedDateTime zoned) {
      time = zoned.toOffsetDateTime();
    } else if (value instanceof Instant instant) {
      time = atUtc(column, instant);
    } else {
      throw column.wrongClass(value.getClass(), "binding a");
    }
    if (column.type().family() != Family.INSTANT) {
      // As the server casts timestamptz: the session's zone, which the driver sets to the JVM's.
      time = time.atZoneSameInstant(Moment.jvmZone()).toOffsetDateTime();
    }
    return Moment.ofLocal(time.toLocalDateTime(), time.getOffset());
  }

  private static OffsetDateTime atUtc(Column column, Instant instant) {
    try {
      return instant.atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      // Without the cause: its message quotes the value.
      throw column.misfit("it is outside the type's range");
    }
  }

  /** As a Java date or time or its text, or null if {@code target} is none. */
  static @Nullable Object to(
      Column column, Moment moment, Class<?> target, @Nullable Calendar zone) {
    if (target == String.class) {
      return TemporalText.print(moment);
    }
    if (target == java.sql.Date.class) {
      return moment.offset() == null
          ? LegacyTimes.toDate(moment.requireDate(column), zone)
          : LegacyTimes.dayOf(LegacyTimes.toTimestamp(moment, zone), zone);
    }
    if (target == Time.class) {
      return LegacyTimes.toTime(column, moment, zone);
    }
    if (target == Timestamp.class) {
      return LegacyTimes.toTimestamp(moment, zone);
    }
    if (target == Date.class) {
      return new Date(LegacyTimes.toTimestamp(moment, zone).getTime());
    }
    return toJavaTime(column, moment, target);
  }

  private static @Nullable Object toJavaTime(Column column, Moment moment, Class<?> target) {
    if (target == LocalDate.class) {
      return moment.requireDate(column);
    }
    if (target == LocalTime.class) {
      return moment.time(column);
    }
    if (target == LocalDateTime.class) {
      return moment.dateTime(column);
    }
    if (target == OffsetDateTime.class) {
      return utc(column, moment);
    }
    if (moment.offset() == null) {
      return null;
    }
    if (target == ZonedDateTime.class) {
      return utc(column, moment).atZoneSameInstant(Moment.jvmZone());
    }
    return target == Instant.class ? utc(column, moment).toInstant() : null;
  }

  /** PostgreSQL's driver takes a timestamp without a zone for UTC here. */
  private static OffsetDateTime utc(Column column, Moment moment) {
    ZoneOffset offset = moment.offset();
    return moment
        .dateTime(column)
        .atOffset(offset == null ? ZoneOffset.UTC : offset)
        .withOffsetSameInstant(ZoneOffset.UTC);
  }
}
