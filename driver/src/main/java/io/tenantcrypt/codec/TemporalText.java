package io.tenantcrypt.codec;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's ISO notation of dates and times. Its many other notations depend on the session's
 * DateStyle, which is not known here, so they are refused.
 */
final class TemporalText {

  private static final int MAX_LENGTH = 64;

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(?<year>\\d{4,7})-(?<month>\\d{1,2})-(?<day>\\d{1,2}))?"
              + "(?<gap>[ T]*)"
              + "(?:(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.(?<fraction>\\d+))?)?"
              + " ?(?<zone>[Zz]|[+-]\\d{1,2}(?::?\\d{2}){0,2})?)?"
              + "(?<bc> BC)?");

  private TemporalText() {}

  static Moment parse(Column column, String text) {
    String trimmed = text.strip();
    Matcher matcher = TEXT.matcher(trimmed);
    if (trimmed.length() > MAX_LENGTH || !matcher.matches()) {
      throw notation(column);
    }
    boolean hasDate = matcher.group("year") != null;
    boolean hasTime = matcher.group("hour") != null;
    boolean gapFits = (hasDate && hasTime) != matcher.group("gap").isEmpty();
    if (!gapFits || (!hasDate && (!hasTime || matcher.group("bc") != null))) {
      throw notation(column);
    }
    try {
      LocalDate date = hasDate ? date(matcher) : null;
      long micros = hasTime ? micros(matcher) : Moment.NO_TIME;
      if (micros > Moment.DAY) {
        throw notation(column);
      }
      return Moment.of(date, micros, hasTime ? zone(matcher.group("zone")) : null);
    } catch (DateTimeException e) {
      // Without the cause: its message quotes the text.
      throw notation(column);
    }
  }

  private static RuntimeException notation(Column column) {
    return column.misfit(
        "its text is not a valid date or time in ISO notation (2024-01-31 23:59:59.123456+01)");
  }

  private static LocalDate date(Matcher matcher) {
    int year = Integer.parseInt(matcher.group("year"));
    if (year == 0) {
      throw new DateTimeException("There is no year 0");
    }
    return LocalDate.of(
        matcher.group("bc") == null ? year : 1 - year,
        Integer.parseInt(matcher.group("month")),
        Integer.parseInt(matcher.group("day")));
  }

  private static long micros(Matcher matcher) {
    int hour = Integer.parseInt(matcher.group("hour"));
    int minute = Integer.parseInt(matcher.group("minute"));
    String seconds = matcher.group("second");
    int second = seconds == null ? 0 : Integer.parseInt(seconds);
    if (hour > 24 || minute > 59 || second > 59) {
      throw new DateTimeException("No such time");
    }
    return ((hour * 60L + minute) * 60 + second) * 1_000_000 + fraction(matcher.group("fraction"));
  }

  /** Microseconds; the seventh digit rounds. */
  private static long fraction(@Nullable String digits) {
    if (digits == null) {
      return 0;
    }
    String seven = (digits + "0000000").substring(0, 7);
    return (Long.parseLong(seven) + 5) / 10;
  }

  private static @Nullable ZoneOffset zone(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.equalsIgnoreCase("Z")) {
      return ZoneOffset.UTC;
    }
    String digits = text.substring(1).replace(":", "");
    String full = (digits.length() % 2 == 1 ? "0" : "") + digits + "0000";
    int sign = text.charAt(0) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutesSeconds(
        sign * Integer.parseInt(full, 0, 2, 10),
        sign * Integer.parseInt(full, 2, 4, 10),
        sign * Integer.parseInt(full, 4, 6, 10));
  }

  /** As PostgreSQL prints it under DateStyle ISO. */
  static String print(Moment moment) {
    StringBuilder text = new StringBuilder(32);
    LocalDate date = moment.date();
    if (date != null) {
      printDate(text, date);
    }
    if (moment.micros() != Moment.NO_TIME) {
      if (date != null) {
        text.append(' ');
      }
      printTime(text, moment.micros());
    }
    ZoneOffset offset = moment.offset();
    if (offset != null) {
      printOffset(text, offset.getTotalSeconds());
    }
    if (date != null && date.getYear() < 1) {
      text.append(" BC");
    }
    return text.toString();
  }

  private static void printDate(StringBuilder text, LocalDate date) {
    int year = date.getYear() < 1 ? 1 - date.getYear() : date.getYear();
    for (int bound = 1_000; bound > year && bound > 1; bound /= 10) {
      text.append('0');
    }
    two(text.append(year).append('-'), date.getMonthValue());
    two(text.append('-'), date.getDayOfMonth());
  }

  private static void printTime(StringBuilder text, long micros) {
    int seconds = (int) (micros / 1_000_000);
    two(text, seconds / 3_600);
    two(text.append(':'), seconds / 60 % 60);
    two(text.append(':'), seconds % 60);
    int fraction = (int) (micros % 1_000_000);
    if (fraction != 0) {
      text.append('.');
      for (int unit = 100_000; fraction != 0; unit /= 10) {
        text.append((char) ('0' + fraction / unit));
        fraction %= unit;
      }
    }
  }

  private static void printOffset(StringBuilder text, int seconds) {
    int magnitude = Math.abs(seconds);
    two(text.append(seconds < 0 ? '-' : '+'), magnitude / 3_600);
    if (magnitude % 3_600 != 0) {
      two(text.append(':'), magnitude / 60 % 60);
    }
    if (magnitude % 60 != 0) {
      two(text.append(':'), magnitude % 60);
    }
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
