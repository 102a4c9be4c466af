package io.tenantcrypt.jdbc;

import io.tenantcrypt.policy.LogicalType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column of MariaDB or MySQL reads as where it is read as text; the codecs write it as
 * PostgreSQL does.
 */
final class MysqlText {

  /** Seconds, a fraction, and an offset of a time zone. */
  private static final Pattern TIME =
      Pattern.compile("(.*:[0-9]{2})(?:\\.([0-9]{1,6}))?(?:[+-][0-9:]+)?");

  private static final String HEX = "\\x";

  private MysqlText() {}

  /** The same value; another text where it is one. */
  static @Nullable Object of(LogicalType type, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    return switch (type.name()) {
      case BOOLEAN -> text.equals("t") ? "1" : "0";
      case CHAR -> withoutBlanks(text);
      case TIME, TIMESTAMP, TIMESTAMPTZ -> micros(text);
      case BYTES ->
          text.startsWith(HEX)
              ? new String(
                  HexFormat.of().parseHex(text.substring(HEX.length())), StandardCharsets.UTF_8)
              : text;
      default -> text;
    };
  }

  private static String withoutBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  // The columns are declared with six digits, which are all shown.
  private static String micros(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    String fraction = matcher.group(2) == null ? "" : matcher.group(2);
    return matcher.group(1) + "." + fraction + "0".repeat(6 - fraction.length());
  }
}
