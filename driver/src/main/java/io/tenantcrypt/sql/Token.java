package io.tenantcrypt.sql;

/**
 * One token as the server's scanner sees it.
 *
 * @param start UTF-16 offset in the original text, from 0
 * @param end offset behind the last character
 * @param text the exact slice of the original
 * @param value an identifier as the server folds and decodes it, the content of a string, an
 *     operator as the server gets it ({@code ?} where the text has the JDBC escape {@code ??});
 *     otherwise the text
 */
record Token(Kind kind, int start, int end, String text, String value) {

  /** What a token is. */
  enum Kind {
    /** An unquoted identifier or keyword; the value is lower case. */
    WORD,
    /** A quoted identifier, {@code "…"} or {@code U&"…"}. */
    QUOTED,
    /** A string constant of any form. */
    STRING,
    /** A bit string, {@code B'…'} or {@code X'…'}. */
    BITS,
    NUMBER,
    /** A JDBC parameter. */
    PARAMETER,
    OPERATOR,
    /** One of {@code ( ) [ ] { } , ; . .. : :: :=}. */
    PUNCTUATION,
    /** {@code $1}, or a character that begins no token of the server. */
    OTHER
  }

  /** Whether this is the unquoted word, given in lower case. */
  boolean isWord(String word) {
    return kind == Kind.WORD && value.equals(word);
  }

  /** Whether this is the punctuation or operator. */
  boolean is(String symbol) {
    return (kind == Kind.PUNCTUATION || kind == Kind.OPERATOR) && value.equals(symbol);
  }

  /** Whether this can be a name: quoted or not; keywords are words too. */
  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** The position as messages and plans give it: from 1. */
  int position() {
    return start + 1;
  }

  /** Hides the text, which may be a literal. */
  @Override
  public String toString() {
    return kind + "@" + start;
  }
}
