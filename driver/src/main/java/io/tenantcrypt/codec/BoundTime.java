package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType.Family;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** What is bound to a date or time, as the real drivers take it. */
@SuppressWarnings("JavaUtilDate") // setters carry them
final class BoundTime {

  /** From here on a fraction of a second rounds up to the next one. */
  private static final int LAST_NANOS = 999_999_500;

  private BoundTime() {}

  static Object of(Column column, Connector by, Object value, @Nullable Calendar calendar) {
    Object time = Bound.cut(by, value);
    if (time instanceof Calendar moment && by != Connector.MARIADB) {
      Timestamp at = new Timestamp(moment.getTimeInMillis());
      // H2 takes the fields that the calendar shows.
      return by == Connector.H2 ? LegacyTimes.of(column, at, moment).dateTime(column) : at;
    }
    if (time instanceof LocalTime local && by != Connector.POSTGRESQL) {
      return withinTheDay(by, local);
    }
    Family family = column.type().family();
    if (by == Connector.H2 && time instanceof Date date && LegacyTimes.isOld(date)) {
      return old(column, date, family == Family.INSTANT ? null : calendar);
    }
    if (by == Connector.H2 && time instanceof Timestamp at && at.getNanos() >= LAST_NANOS) {
      // Of H2 only a timestamp goes on to the next second.
      return family == Family.DATE || family == Family.TIME ? cut(time) : time;
    }
    if (time instanceof OffsetTime offset && family == Family.TIME) {
      return by == Connector.POSTGRESQL ? offset.toLocalTime() : atJvmZone(offset);
    }
    if (by == Connector.H2 && family == Family.TIMESTAMP && time instanceof String text) {
      Moment moment = Temporals.of(column, text, null).in(column, Moment.jvmZone());
      return moment.offset() == null ? text : moment.dateTime(column);
    }
    return time;
  }

  private static Object old(Column column, Date value, @Nullable Calendar calendar) {
    if (value instanceof Time) {
      return value;
    }
    Moment moment = LegacyTimes.proleptic(column, value, calendar);
    return value instanceof Timestamp ? moment.dateTime(column) : moment.requireDate(column);
  }

  private static LocalTime atJvmZone(OffsetTime time) {
    return time.withOffsetSameInstant(Moment.jvmZone().getRules().getOffset(Instant.now()))
        .toLocalTime();
  }

  /** Only PostgreSQL has a 24:00: elsewhere what rounds up to it stays below or begins anew. */
  static LocalTime withinTheDay(Connector by, LocalTime time) {
    if (time.toNanoOfDay() + 500 < Moment.DAY * 1_000) {
      return time;
    }
    return by == Connector.H2 ? time.truncatedTo(ChronoUnit.MICROS) : LocalTime.MIDNIGHT;
  }

  /** Without what is finer than a microsecond. */
  static Object cut(Object value) {
    if (value instanceof Timestamp timestamp && timestamp.getNanos() % 1_000 != 0) {
      Timestamp cut = (Timestamp) timestamp.clone();
      cut.setNanos(timestamp.getNanos() / 1_000 * 1_000);
      return cut;
    }
    return value instanceof Temporal time ? micros(time) : value;
  }

  private static Temporal micros(Temporal time) {
    if (time instanceof LocalTime local) {
      return local.truncatedTo(ChronoUnit.MICROS);
    }
    if (time instanceof LocalDateTime local) {
      return local.truncatedTo(ChronoUnit.MICROS);
    }
    if (time instanceof OffsetDateTime offset) {
      return offset.truncatedTo(ChronoUnit.MICROS);
    }
    if (time instanceof ZonedDateTime zoned) {
      return zoned.truncatedTo(ChronoUnit.MICROS);
    }
    return time instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : time;
  }
}
