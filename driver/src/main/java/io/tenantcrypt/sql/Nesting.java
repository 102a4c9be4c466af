package io.tenantcrypt.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How deep a token stands in parentheses and in CASE … END, read from left to right. END is also a
 * name that a column may be given, so only one that a CASE of the same parentheses waits for
 * counts.
 */
final class Nesting {

  private final List<Token> tokens;
  private final Deque<Integer> cases = new ArrayDeque<>(List.of(0));

  Nesting(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Takes the next token. */
  void enter(int index) {
    Token token = tokens.get(index);
    if (token.is("(") || token.is("[")) {
      cases.push(0);
    } else if ((token.is(")") || token.is("]")) && cases.size() > 1) {
      cases.pop();
    } else if (!ParserWords.isLabel(tokens, index)) {
      if (token.isWord("case")) {
        cases.push(cases.pop() + 1);
      } else if (token.isWord("end") && cases.element() > 0) {
        cases.push(cases.pop() - 1);
      }
    }
  }

  /** Whether the token that was taken last stands in neither. */
  boolean isOutside() {
    return cases.size() == 1 && cases.element() == 0;
  }
}
