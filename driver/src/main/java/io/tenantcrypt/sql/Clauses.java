package io.tenantcrypt.sql;

import java.util.List;
import java.util.Set;

/** Finds the clauses of one query block in the tokens: reserved words outside any parenthesis. */
final class Clauses {

  private static final Set<String> BEHIND_WHERE =
      Set.of(
          "group",
          "having",
          "window",
          "order",
          "limit",
          "offset",
          "fetch",
          "for",
          "union",
          "intersect",
          "except",
          "returning");

  private final List<Token> tokens;
  private final int from;
  private final int to;

  /**
   * A block.
   *
   * @param from index of its first token
   * @param to index behind its last token
   */
  Clauses(List<Token> tokens, int from, int to) {
    this.tokens = tokens;
    this.from = from;
    this.to = to;
  }

  /** The index of the block's first token of this word at its own depth, or -1. */
  int find(String word) {
    return find(Set.of(word), from);
  }

  /** The index of the token behind the last one of FROM or WHERE. */
  int endOfConditions() {
    int end = find(BEHIND_WHERE, from);
    int lock = find("lock");
    boolean locks = lock >= 0 && ParserWords.isShareMode(tokens, lock);
    int found = end < 0 ? to : end;
    return locks ? Math.min(lock, found) : found;
  }

  private int find(Set<String> words, int start) {
    int depth = 0;
    for (int i = start; i < to; i++) {
      Token token = tokens.get(i);
      if (token.is("(") || token.is("[")) {
        depth++;
      } else if (token.is(")") || token.is("]")) {
        depth--;
      } else if (depth == 0
          && token.kind() == Token.Kind.WORD
          && words.contains(token.value())
          && !isLabel(i)) {
        return i;
      }
    }
    return -1;
  }

  // After a dot or AS even a reserved word is a name (ColLabel of the server's grammar).
  private boolean isLabel(int index) {
    return index > from && (tokens.get(index - 1).is(".") || tokens.get(index - 1).isWord("as"));
  }
}
