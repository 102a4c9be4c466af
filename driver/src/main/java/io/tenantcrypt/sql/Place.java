package io.tenantcrypt.sql;

import java.util.List;

/**
 * Where one INSERT, UPDATE, DELETE or MERGE stands among the tokens: the whole statement, or what a
 * common table expression's parentheses hold.
 *
 * @param from index of the first token
 * @param to index behind the last one
 */
record Place(int from, int to) {

  /** The place of the statement that changes this table, found from the table's name. */
  static Place of(ParsedStatement parsed, Object table, int position) {
    List<Token> tokens = parsed.tokens();
    int at = parsed.tokenAt(parsed.start(table));
    if (at < 0) {
      throw Refusal.unsupported("a table whose place is not known", position);
    }
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      if (token.is(")") || token.is("]")) {
        depth++;
      } else if (token.is("(") || token.is("[")) {
        if (depth == 0) {
          int close = parsed.matchingParenthesis(i);
          return new Place(i + 1, close < 0 ? tokens.size() : close);
        }
        depth--;
      }
    }
    return new Place(0, tokens.size());
  }

  Clauses clauses(ParsedStatement parsed) {
    return new Clauses(parsed.tokens(), from, to);
  }

  /** The clauses from the statement's first word of this kind on. */
  Clauses clauses(ParsedStatement parsed, String word, int position) {
    int start = clauses(parsed).find(word);
    if (start < 0) {
      throw Refusal.unsupported("the statement's first word is not found", position);
    }
    return new Clauses(parsed.tokens(), start, to);
  }
}
