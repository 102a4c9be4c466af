package io.tenantcrypt.jdbc;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a result set may be updatable where that was asked for. It is read-only instead, as JDBC
 * permits and with a warning, where rows of a tenant table would be written past the analysis, and
 * where the real driver may mean another table than the text does: PostgreSQL's takes the one that
 * it writes to from the words of the text, those in comments and quotes too.
 */
final class Updatable {

  private static final Pattern FROM = Pattern.compile("\\bfrom\\b");

  /** What may hold a word that is none, and WITH, whose names may hide a table's. */
  private static final Pattern MISLEADING =
      Pattern.compile("[\"'$\\\\]|--|/\\*|\\bfrom\\b.*\\bfrom\\b|\\bwith\\b", Pattern.DOTALL);

  private Updatable() {}

  /** Whether the result set must be read-only instead. */
  static boolean denied(Route route, String sql) {
    if (route.slots() != null) {
      return true;
    }
    String text = sql.toLowerCase(Locale.ROOT);
    return FROM.matcher(text).find() && MISLEADING.matcher(text).find();
  }

  /** What the application is told then. */
  static String warning(Route route) {
    return route.slots() != null
        ? "The result set is read-only: rows of a tenant table cannot be changed through it. Use"
            + " UPDATE or INSERT."
        : "The result set is read-only: it can be updatable only where the text has one FROM and no"
            + " quotes, comments or WITH. Use parameters for the quoted values.";
  }
}
