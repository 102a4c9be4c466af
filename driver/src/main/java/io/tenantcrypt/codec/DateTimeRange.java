package io.tenantcrypt.codec;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The dates and times that PostgreSQL has; what lies outside could not be migrated back. */
final class DateTimeRange {

  private static final LocalDate FIRST = LocalDate.of(-4713, 11, 24);
  private static final LocalDate LAST_DATE = LocalDate.of(5_874_897, 12, 31);
  private static final LocalDate LAST_TIMESTAMP = LocalDate.of(294_276, 12, 31);

  private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();

  private DateTimeRange() {}

  static void requireDate(Column column, LocalDate date) {
    if (date.isBefore(FIRST) || date.isAfter(LAST_DATE)) {
      throw column.misfit("it is outside the type's range");
    }
  }

  /** Microseconds since 1970-01-01T00:00 at the offset. */
  static long epochMicros(Column column, LocalDateTime time, ZoneOffset offset) {
    if (time.toLocalDate().isBefore(FIRST) || time.toLocalDate().isAfter(LAST_TIMESTAMP)) {
      throw column.misfit("it is outside the type's range");
    }
    return ChronoUnit.MICROS.between(EPOCH, time) - offset.getTotalSeconds() * 1_000_000L;
  }

  static LocalDateTime ofEpochMicros(long micros, ZoneOffset offset) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1_000, offset);
  }
}
