package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.ColumnReference;
import io.tenantcrypt.policy.RoutineName;
import io.tenantcrypt.policy.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads qualified names. Nothing is folded: a name is what the database's catalog holds. */
final class Names {

  /** One part: as it is, or in double quotes with {@code ""} for a quote. */
  static final String PART =
      "(?:[^\\s.\"'\\x00-\\x1F\\x7F]{1,128}|\"(?:[^\"\\x00-\\x1F\\x7F]|\"\"){1,128}\")";

  private static final Pattern NEXT_PART = Pattern.compile(PART);

  private Names() {}

  /** A text of the form {@link Form#TABLE_NAME}. */
  static TableName table(String text) {
    List<String> parts = parts(text);
    return new TableName(schema(parts, 1), parts.get(parts.size() - 1));
  }

  /** A text of the form {@link Form#TABLE_NAME}. */
  static RoutineName routine(String text) {
    List<String> parts = parts(text);
    return new RoutineName(schema(parts, 1), parts.get(parts.size() - 1));
  }

  /** A text of the form {@link Form#COLUMN_REFERENCE}. */
  static ColumnReference column(String text) {
    List<String> parts = parts(text);
    int last = parts.size() - 1;
    return new ColumnReference(
        new TableName(schema(parts, 2), parts.get(last - 1)), parts.get(last));
  }

  private static Optional<String> schema(List<String> parts, int after) {
    return parts.size() > after ? Optional.of(parts.get(0)) : Optional.empty();
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = NEXT_PART.matcher(text);
    while (matcher.find()) {
      String part = matcher.group();
      boolean quoted = part.startsWith("\"");
      parts.add(quoted ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part);
    }
    return parts;
  }
}
