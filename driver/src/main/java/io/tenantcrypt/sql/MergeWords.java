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

  private static int verb(List<Token> tokens) {
    Nesting nesting = new Nesting(tokens);
    for (int i = 0; i < tokens.size(); i++) {
      nesting.enter(i);
      if (nesting.isOutside()
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
    List<MergeWords> clauses = new ArrayList<>();
    int verb = verb(tokens);
    if (verb < 0) {
      return clauses;
    }
    Nesting nesting = new Nesting(tokens);
    int when = -1;
    int then = -1;
    for (int i = verb; i < tokens.size(); i++) {
      nesting.enter(i);
      if (!nesting.isOutside() || ParserWords.isLabel(tokens, i)) {
        continue;
      }
      boolean returning = tokens.get(i).isWord("returning");
      if (tokens.get(i).isWord("then")) {
        then = i;
      } else if (returning || tokens.get(i).isWord("when")) {
        if (when >= 0) {
          clauses.add(clause(tokens, when, then, i));
        }
        when = returning ? -1 : i;
        then = -1;
      }
      if (returning) {
        break;
      }
    }
    if (when >= 0) {
      clauses.add(clause(tokens, when, then, tokens.size()));
    }
    return List.copyOf(clauses);
  }

  private static MergeWords clause(List<Token> tokens, int when, int then, int end) {
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
