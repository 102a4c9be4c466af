package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ServerFacts;
import io.tenantcrypt.catalog.SessionView;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Code of users that a text runs without naming a function: operators, casts, and what {@code =}
 * means.
 */
final class UserCode {

  /** The operators behind the grammar's words. */
  private static final Map<String, Set<String>> BEHIND_WORDS =
      Map.ofEntries(
          Map.entry("like", Set.of("~~", "!~~")),
          Map.entry("ilike", Set.of("~~*", "!~~*")),
          Map.entry("similar", Set.of("~", "!~")),
          Map.entry("between", Set.of("<=", ">=", "<", ">")),
          Map.entry("in", Set.of("=", "<>")),
          Map.entry("any", Set.of("=", "<>")),
          Map.entry("case", Set.of("=")),
          Map.entry("nullif", Set.of("=")),
          Map.entry("using", Set.of("=")),
          Map.entry("natural", Set.of("=")),
          Map.entry("distinct", Set.of("=")));

  private UserCode() {}

  /** Whether a token, with the one behind it, may run code that is not the server's own. */
  static boolean runs(List<Token> tokens, int index, SessionView view) {
    ServerFacts server = view.snapshot().server();
    Token token = tokens.get(index);
    return switch (token.kind()) {
      case OPERATOR -> !server.operators().isEmpty() && server.operators().contains(token.value());
      case WORD ->
          server.conversions().contains(token.value())
              || behind(token.value(), server.operators())
              || (calls(tokens, index) && unjudged(token.value(), view));
      case QUOTED ->
          server.conversions().contains(token.value())
              || (calls(tokens, index) && unjudged(token.value(), view));
      case STRING, BITS, NUMBER, PARAMETER, PUNCTUATION, OTHER -> false;
    };
  }

  private static boolean behind(String word, Set<String> operators) {
    if (operators.isEmpty()) {
      return false;
    }
    return BEHIND_WORDS.getOrDefault(word, Set.of()).stream().anyMatch(operators::contains);
  }

  private static boolean calls(List<Token> tokens, int index) {
    return index + 1 < tokens.size() && tokens.get(index + 1).is("(");
  }

  /** A built-in that this version has not been taught, or that is the server's own affair. */
  private static boolean unjudged(String name, SessionView view) {
    return view.snapshot().systemFunctions().contains(name)
        && !Dialect.of(view).builtIns().callable(name);
  }

  /** Refuses a text whose operators or types run users' code. */
  static void refuse(List<Token> tokens, SessionView view) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean operator =
          token.kind() == Token.Kind.OPERATOR
              || (token.kind() == Token.Kind.WORD
                  && behind(token.value(), view.snapshot().server().operators()));
      if (operator && runs(tokens, i, view)) {
        throw Refusal.unsupported(
            "a user-defined operator that this text may use runs a function of which it is not"
                + " known what it reads; drop the operator, or have an extension bring it",
            token.position());
      }
      if (token.isName() && view.snapshot().server().conversions().contains(token.value())) {
        throw Refusal.unsupported(
            "type "
                + token.value()
                + " runs a user-defined function where a value is converted to it; convert to its"
                + " base type",
            token.position());
      }
    }
  }

  /**
   * Requires that {@code =} and the casts that the server applies by itself are its own: on them
   * rests that a predicate pins a table.
   */
  static void requireOwnEquality(SessionView view) {
    ServerFacts server = view.snapshot().server();
    if (!server.equalities().isEmpty()) {
      throw Refusal.mismatch(
          "the user-defined operator "
              + server.equalities().stream().sorted().findFirst().orElseThrow()
              + " may stand for = on a tenancy column, so that no predicate proves one tenant; drop"
              + " it",
          0);
    }
    if (!server.casts().isEmpty()) {
      throw Refusal.mismatch(
          "the user-defined cast "
              + server.casts().stream().sorted().findFirst().orElseThrow()
              + " between types of the server runs a function of which it is not known what it"
              + " reads; drop it, or make it WITH INOUT",
          0);
    }
  }
}
