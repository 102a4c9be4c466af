package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import java.util.List;
import java.util.Set;

/**
 * Looks at expressions of definitions (defaults, checks, keys of indexes, row security): the server
 * evaluates them for every session, so that they may call nothing but its own functions.
 */
final class DefinitionCalls {

  // Reserved words, which no function can be named, and may stand before a parenthesis.
  private static final Set<String> RESERVED =
      Set.of(
          "and",
          "or",
          "not",
          "in",
          "is",
          "any",
          "some",
          "all",
          "as",
          "from",
          "for",
          "case",
          "when",
          "then",
          "else",
          "between",
          "like",
          "ilike",
          "to",
          "distinct",
          "using",
          "check",
          "default",
          "with",
          "where",
          "collate",
          "interval",
          "asc",
          "desc",
          "unique",
          "primary",
          "foreign",
          "references",
          "exclude",
          "exists");

  // The same, but a function might have the name.
  private static final Set<String> KEYWORDS =
      Set.of(
          "by",
          "include",
          "generated",
          "always",
          "stored",
          "virtual",
          "identity",
          "key",
          "range",
          "list",
          "hash",
          "tablespace");

  // Grammar of the server that reads like a call.
  private static final Set<String> GRAMMAR =
      Set.of(
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "row",
          "array",
          "trim",
          "position",
          "overlay",
          "substring",
          "extract",
          "cast",
          "normalize");

  private DefinitionCalls() {}

  /** Refuses what could run code that is not the server's own. */
  static void check(SessionView view, List<Token> expression) {
    for (int i = 0; i < expression.size(); i++) {
      Token token = expression.get(i);
      if (!token.isName()) {
        continue;
      }
      boolean qualified = i > 1 && expression.get(i - 1).is(".");
      boolean method = i > 0 && expression.get(i - 1).isWord("using"); // USING gist (…)
      boolean called = !method && i + 1 < expression.size() && expression.get(i + 1).is("(");
      if (token.isWord("select") || (token.isWord("operator") && called)) {
        throw Refusal.unsupported(
            "a subquery or OPERATOR in an expression of a definition", token.position());
      }
      if (called) {
        call(view, token, qualified ? expression.get(i - 2).value() : "");
      } else if (qualified && Functions.userDefined(view, token.value())) {
        throw foreign(token); // x.f is f(x) where x has no column f
      }
    }
  }

  private static void call(SessionView view, Token name, String schema) {
    String function = name.value();
    boolean bare = schema.isEmpty() && name.kind() == Token.Kind.WORD;
    if (bare && (RESERVED.contains(function) || GRAMMAR.contains(function))) {
      return;
    }
    boolean system = schema.isEmpty() || schema.equals("pg_catalog");
    if (Dialect.of(view).builtIns().deniedFunction(function)
        || function.equals("set_config")
        || (schema.isEmpty() && Functions.userDefined(view, function))
        || !system) {
      throw foreign(name);
    }
    if (bare && (KEYWORDS.contains(function) || SqlType.isBuiltIn(function))) {
      return;
    }
    if (!view.snapshot().systemFunctions().contains(function)) {
      throw Refusal.unresolved(
          "function "
              + function
              + " in a definition is no built-in of this server; what it does is not known",
          name.position());
    }
  }

  private static Refusal foreign(Token name) {
    return Refusal.unsupported(
        "function "
            + name.value()
            + " in a definition: the server would run it for every session, and what a function"
            + " that is not its own reads is not known; use a built-in (gen_random_uuid() for"
            + " UUIDs) or compute the value in the application",
        name.position());
  }
}
