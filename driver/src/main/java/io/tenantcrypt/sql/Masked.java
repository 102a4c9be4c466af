package io.tenantcrypt.sql;

import java.util.List;

/** Text to be shown: tokens as written, without comments, every constant masked. */
final class Masked {

  private Masked() {}

  /** These tokens; white space and comments between two are one space. */
  static String of(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    int end = -1;
    for (Token token : tokens) {
      if (end >= 0 && token.start() > end) {
        text.append(' ');
      }
      text.append(of(token));
      end = token.end();
    }
    return text.toString();
  }

  /** The tokens of a text between two offsets. */
  static String of(List<Token> tokens, int start, int end) {
    return of(tokens.stream().filter(t -> t.start() >= start && t.end() <= end).toList());
  }

  private static String of(Token token) {
    return switch (token.kind()) {
      case STRING, BITS -> "'***'";
      case NUMBER -> "***";
      case WORD, QUOTED, PARAMETER, OPERATOR, PUNCTUATION, OTHER -> token.text();
    };
  }
}
