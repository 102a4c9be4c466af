package io.tenantcrypt;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of a setting must look like. */
enum SettingForm {
  TEXT {
    @Override
    String problem(String value) {
      return "";
    }
  },
  SECRET {
    @Override
    String problem(String value) {
      return "";
    }
  },
  TENANT {
    @Override
    String problem(String value) {
      try {
        TenantId.of(value);
        return "";
      } catch (TenantCryptException e) {
        return "is no tenant id: " + e.getMessage();
      }
    }
  },
  BINDING("transaction", "session"),
  BY_SQL("off", "once"),
  SESSION("tenant", "platform"),
  BOOLEAN("false", "true"),
  DURATION {
    @Override
    String problem(String value) {
      try {
        return duration(value).isZero() ? "is zero; it must be at least 1ms" : "";
      } catch (IllegalArgumentException e) {
        return "is no duration; write for example 500ms, 2s or 1m";
      }
    }
  },
  URI {
    @Override
    String problem(String value) {
      return SCHEME.matcher(value).lookingAt()
          ? ""
          : "is no KEK URI; write for example aws-kms://alias/tenantcrypt";
    }
  },
  JDBC_URL {
    @Override
    String problem(String value) {
      if (!value.startsWith("jdbc:")) {
        return "is no JDBC URL";
      }
      return value.startsWith(InnerUrl.PREFIX)
          ? "must be the real database's URL, not one of jdbc:tenantcrypt:"
          : "";
    }
  },
  /** The name is known, and what it asks for is not built yet; only "false" asks for nothing. */
  NOT_YET {
    @Override
    String problem(String value) {
      return value.equals("false") ? "" : "is not available in this version; remove it";
    }
  };

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]*://.");
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  /** Joined by commas; an enum keeps no list. */
  private final String choices;

  SettingForm(String... choices) {
    this.choices = String.join(",", choices);
  }

  List<String> choices() {
    return choices.isEmpty() ? List.of() : List.of(choices.split(",", -1));
  }

  /** What is wrong with a value, without quoting it, or nothing. */
  String problem(String value) {
    return choices().contains(value) ? "" : "must be one of " + String.join(", ", choices());
  }

  /** Reads {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}. */
  static Duration duration(String value) {
    Matcher matcher = AMOUNT.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no duration");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
