package io.tenantcrypt.sql;

/** Operators as scan.l cuts them: before a comment, and before a trailing sign in most cases. */
final class Operators {

  private static final String CHARACTERS = "~!@#^&|`+-*/%<>=";

  /** No operator is so long; a longer run would be read over and over, once for each sign in it. */
  private static final int LONGEST_RUN = 256;

  private static final String KEEPS_SIGN = "~!@#^&|`?%";

  /**
   * An operator.
   *
   * @param end offset behind it
   * @param value as the server gets it: {@code ??} is {@code ?}
   */
  record Operator(int end, String value) {}

  private Operators() {}

  /** The operator that starts here; a single {@code ?} is a parameter and ends it. */
  static Operator read(String sql, int start) {
    StringBuilder value = new StringBuilder();
    int end = start;
    while (end < sql.length()) {
      if (end - start > LONGEST_RUN) {
        throw Lexer.refuse("an operator that is too long", start);
      }
      char c = sql.charAt(end);
      char following = end + 1 < sql.length() ? sql.charAt(end + 1) : 0;
      if (c == '?' && following == '?') {
        value.append('?');
        end += 2;
      } else if (CHARACTERS.indexOf(c) < 0
          || (c == '/' && following == '*')
          || (c == '-' && following == '-')) {
        break;
      } else {
        value.append(c);
        end++;
      }
    }
    int dropped = droppedSigns(value);
    value.setLength(value.length() - dropped);
    return new Operator(end - dropped, value.toString());
  }

  private static int droppedSigns(CharSequence value) {
    int length = value.length();
    if (length < 2 || !isSign(value.charAt(length - 1))) {
      return 0;
    }
    for (int i = 0; i < length - 1; i++) {
      if (KEEPS_SIGN.indexOf(value.charAt(i)) >= 0) {
        return 0;
      }
    }
    int kept = length;
    while (kept > 1 && isSign(value.charAt(kept - 1))) {
      kept--;
    }
    return length - kept;
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }
}
