package io.tenantcrypt.sql;

/** One quoted constant or identifier: where it ends and what it holds. */
final class StringConstants {

  /**
   * A constant.
   *
   * @param end offset behind it
   * @param value its decoded content
   */
  record Constant(int end, String value) {
    /** Hides the content. */
    @Override
    public String toString() {
      return "Constant@" + end;
    }
  }

  private final String sql;
  private final int start;
  private final boolean standardConformingStrings;
  private int at;

  /**
   * A constant.
   *
   * @param start where its token starts
   * @param quote where its first quote stands
   */
  StringConstants(String sql, int start, int quote, boolean standardConformingStrings) {
    this.sql = sql;
    this.start = start;
    this.at = quote;
    this.standardConformingStrings = standardConformingStrings;
  }

  /** {@code '…'}, and {@code N'…'}, which the server reads like it. */
  Constant plain() {
    if (standardConformingStrings) {
      return segments(false);
    }
    return escaped();
  }

  /** {@code E'…'}. */
  Constant escaped() {
    Constant raw = segments(true);
    return new Constant(raw.end(), Escapes.backslash(raw.value(), start));
  }

  /** {@code B'…'} or {@code X'…'}. */
  Constant bits() {
    Constant raw = segments(false);
    boolean hex = sql.charAt(start) == 'x' || sql.charAt(start) == 'X';
    for (int i = 0; i < raw.value().length(); i++) {
      char c = raw.value().charAt(i);
      if (c >= 0x80 || Character.digit(c, hex ? 16 : 2) < 0) {
        throw Lexer.refuse("a bit string with other digits", start);
      }
    }
    return raw;
  }

  /** {@code U&'…'} with an optional {@code UESCAPE}. */
  Constant unicode() {
    if (!standardConformingStrings) {
      throw Lexer.refuse("U&'…' with standard_conforming_strings off", start);
    }
    return unescape(segments(false));
  }

  /** {@code U&"…"} with an optional {@code UESCAPE}. */
  Constant unicodeIdentifier() {
    return unescape(identifier());
  }

  /** {@code "…"}. */
  Constant identifier() {
    StringBuilder content = new StringBuilder();
    at = segment('"', false, content);
    return new Constant(at, content.toString());
  }

  /** {@code $tag$…$tag$}. */
  Constant dollar() {
    int end = at + 1;
    while (end < sql.length() && sql.charAt(end) != '$' && isTag(sql.charAt(end), end == at + 1)) {
      end++;
    }
    if (end >= sql.length() || sql.charAt(end) != '$') {
      throw Lexer.refuse("a dollar sign that begins neither a constant nor a parameter", start);
    }
    String delimiter = sql.substring(at, end + 1);
    int close = sql.indexOf(delimiter, end + 1);
    if (close < 0) {
      throw Lexer.refuse("a string that does not end", start);
    }
    return new Constant(close + delimiter.length(), sql.substring(end + 1, close));
  }

  private static boolean isTag(char c, boolean first) {
    return Lexer.isIdentifierStart(c) || (!first && Lexer.isDigit(c));
  }

  /** The first segment and those that continue it on a later line. */
  private Constant segments(boolean backslash) {
    StringBuilder content = new StringBuilder();
    at = segment('\'', backslash, content);
    while (continues()) {
      int before = content.length();
      at = segment('\'', backslash, content);
      // pgjdbc takes the continuation of E'…' for a string without escapes.
      if (backslash && standardConformingStrings && content.indexOf("\\", before) >= 0) {
        throw Lexer.refuse("a continued string with backslashes", start);
      }
    }
    return new Constant(at, content.toString());
  }

  /** Reads from an opening quote to behind the closing one; doubled quotes count as one. */
  private int segment(char quote, boolean backslash, StringBuilder content) {
    int index = at + 1;
    while (index < sql.length()) {
      char c = sql.charAt(index);
      if (c == quote) {
        if (index + 1 >= sql.length() || sql.charAt(index + 1) != quote) {
          return index + 1;
        }
        index++;
      } else if (backslash && c == '\\') {
        content.append(c);
        index++;
        if (index >= sql.length()) {
          break;
        }
        c = sql.charAt(index);
      }
      content.append(c);
      index++;
    }
    throw Lexer.refuse("a string or name that does not end", start);
  }

  /** Moves to the quote that continues a string: white space with a line end, comments between. */
  private boolean continues() {
    int index = at;
    boolean line = false;
    while (index < sql.length()) {
      char c = sql.charAt(index);
      if (c == '\'' && line) {
        at = index;
        return true;
      }
      if (sql.startsWith("--", index)) {
        index = lineEnd(index);
      } else if (Lexer.isSpace(c)) {
        line |= c == '\n' || c == '\r';
        index++;
      } else {
        return false;
      }
    }
    return false;
  }

  private int lineEnd(int from) {
    int index = from;
    while (index < sql.length() && sql.charAt(index) != '\n' && sql.charAt(index) != '\r') {
      index++;
    }
    return index;
  }

  private Constant unescape(Constant raw) {
    char escape = '\\';
    int end = raw.end();
    int next = skipSpace(end);
    if (next + 7 <= sql.length() && sql.regionMatches(true, next, "uescape", 0, 7)) {
      int quote = skipSpace(next + 7);
      if (quote + 2 >= sql.length() || sql.charAt(quote) != '\'' || sql.charAt(quote + 2) != '\'') {
        throw Lexer.refuse("UESCAPE without a single character", next);
      }
      escape = sql.charAt(quote + 1);
      end = quote + 3;
    }
    return new Constant(end, Escapes.unicode(raw.value(), escape, start));
  }

  private int skipSpace(int from) {
    int index = from;
    while (index < sql.length() && Lexer.isSpace(sql.charAt(index))) {
      index++;
    }
    if (sql.startsWith("--", index) || sql.startsWith("/*", index)) {
      throw Lexer.refuse("a comment behind a U& constant", index);
    }
    return index;
  }
}
