package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The clauses of a MERGE in its tokens. The parser keeps no places of them, and does not know DO
 * NOTHING, which stands to it as DELETE; such a clause is told by its tokens.
 *
 * @param when index of WHEN
 * @param then index of THEN
 * @param end index behind the clause's last token
 * @param kind which rows it is for
 * @param action the word behind THEN
 */
record MergeWords(int when, int then, int end, Kind kind, String action) {

  /** Which rows a clause is for. */
  enum Kind {
    MATCHED,
    NOT_MATCHED,
    NOT_MATCHED_BY_SOURCE
  }

  private static final String DELETE = "delete";

  /** Whether the statement's own verb is MERGE. */
  static boolean isMerge(List<Token> tokens) {
    return verb(tokens) >= 0;
  }

  private static int verb(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += step(tokens, i);
      if (depth == 0
          && tokens.get(i).isWord("merge")
          && i + 1 < tokens.size()
          && tokens.get(i + 1).isWord("into")
          && !ParserWords.isLabel(tokens, i)) {
        return i;
      }
    }
    return -1;
  }

  /** All clauses, in their order; none where the statement is no MERGE. */
  static List<MergeWords> of(List<Token> tokens) {
    int verb = verb(tokens);
    List<Integer> starts = new ArrayList<>();
    int depth = 0;
    int end = tokens.size();
    for (int i = Math.max(verb, 0); verb >= 0 && i < tokens.size(); i++) {
      depth += step(tokens, i);
      if (depth == 0 && tokens.get(i).isWord("when") && !ParserWords.isLabel(tokens, i)) {
        starts.add(i);
      } else if (depth == 0
          && tokens.get(i).isWord("returning")
          && !ParserWords.isLabel(tokens, i)) {
        end = i;
        break;
      }
    }
    List<MergeWords> clauses = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int behind = i + 1 < starts.size() ? starts.get(i + 1) : end;
      clauses.add(clause(tokens, starts.get(i), behind));
    }
    return List.copyOf(clauses);
  }

  // CASE … END holds WHEN and THEN of its own.
  private static int step(List<Token> tokens, int index) {
    Token token = tokens.get(index);
    if (token.is("(") || token.is("[")) {
      return 1;
    }
    if (token.is(")") || token.is("]")) {
      return -1;
    }
    if (ParserWords.isLabel(tokens, index)) {
      return 0;
    }
    return token.isWord("case") ? 1 : token.isWord("end") ? -1 : 0;
  }

  private static MergeWords clause(List<Token> tokens, int when, int end) {
    int depth = 0;
    int then = -1;
    for (int i = when; i < end && then < 0; i++) {
      depth += step(tokens, i);
      if (depth == 0 && tokens.get(i).isWord("then") && !ParserWords.isLabel(tokens, i)) {
        then = i;
      }
    }
    if (then < 0 || then + 1 >= end) {
      throw Refusal.unsupported("a clause of MERGE without THEN", tokens.get(when).position());
    }
    boolean not = tokens.get(when + 1).isWord("not");
    int by = when + 3;
    boolean source =
        not && by + 1 < then && tokens.get(by).isWord("by") && tokens.get(by + 1).isWord("source");
    Kind kind = source ? Kind.NOT_MATCHED_BY_SOURCE : not ? Kind.NOT_MATCHED : Kind.MATCHED;
    return new MergeWords(when, then, end, kind, tokens.get(then + 1).value());
  }

  /** Whether the clause leaves its rows as they are. */
  boolean doesNothing() {
    return action.equals("do");
  }

  /** The index of the first token of the condition, or of THEN where there is none. */
  int condition(List<Token> tokens) {
    int i = when;
    while (i < then && !tokens.get(i).isWord("and")) {
      i++;
    }
    return i < then ? i + 1 : then;
  }

  /** DO NOTHING as the parser is to read it; NOT of a clause for inserts would not fit. */
  static void nothing(List<Token> tokens, Map<Integer, String> forms) {
    for (MergeWords clause : of(tokens)) {
      int start = clause.then() + 1;
      boolean nothing =
          clause.doesNothing()
              && start + 2 == clause.end()
              && tokens.get(start + 1).isWord("nothing")
              && tokens.get(start + 1).end() - tokens.get(start).start() >= DELETE.length();
      if (nothing) {
        forms.put(start, DELETE);
        forms.put(start + 1, "");
        if (clause.kind() == Kind.NOT_MATCHED) {
          for (int i = clause.when() + 1; i < clause.condition(tokens); i++) {
            boolean kept = tokens.get(i).isWord("matched") || tokens.get(i).isWord("and");
            if (!kept && i < clause.then()) {
              forms.put(i, "");
            }
          }
        }
      }
    }
  }
}
