package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text columns of MariaDB and MySQL as their connectors parse them. */
final class MysqlTextReading {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?");
  private static final Pattern DATE_TIME = Pattern.compile(DATE.pattern() + " " + TIME.pattern());

  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HH:mm", "Z")
          .toFormatter(Locale.ROOT);

  private static final int DATE_LENGTH = 10;

  private MysqlTextReading() {}

  /** These servers send a {@code char} without the blanks at its end. */
  static String withoutBlanks(Column column, String text) {
    if (column.type().name() != LogicalType.Name.CHAR) {
      return text;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  /** Not a TEXT or JSON column, whose values are long: MariaDB Connector/J converts them less. */
  static boolean isShort(Column column) {
    LogicalType.Name name = column.type().name();
    return name != LogicalType.Name.TEXT && name != LogicalType.Name.JSON;
  }

  static boolean isInteger(String text) {
    return INTEGER.matcher(text.stripTrailing()).matches();
  }

  static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  static boolean isTime(String text) {
    return TIME.matcher(text).matches();
  }

  static boolean isDateTime(String text) {
    return DATE_TIME.matcher(text).matches();
  }

  /** The first ten characters. */
  static LocalDate date(Column column, String text) {
    try {
      return LocalDate.parse(text.substring(0, DATE_LENGTH));
    } catch (DateTimeException e) {
      // Without the cause: its message quotes the text.
      throw notation(column);
    }
  }

  static LocalTime time(Column column, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw notation(column);
    }
  }

  static LocalDateTime dateTime(Column column, String text) {
    return date(column, text).atTime(time(column, text.substring(DATE_LENGTH + 1)));
  }

  /** ISO with an offset. */
  static OffsetDateTime instant(Column column, String text) {
    try {
      return WITH_OFFSET.parse(text, OffsetDateTime::from);
    } catch (DateTimeException e) {
      throw notation(column);
    }
  }

  static RuntimeException notation(Column column) {
    return column.misfit(
        "its text is not a date or time as the connector reads it (2024-01-31 23:59:59.123456)");
  }
}
