package io.tenantcrypt.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as options give them. */
final class Times {

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h|d)");

  private Times() {}

  /** A number with its unit, such as {@code 30s}, {@code 5m}, {@code 2h} or {@code 7d}. */
  static Duration parse(String option, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(option + " is a number with s, m, h or d behind it, such as 30s.");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
