package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import java.util.List;
import java.util.Set;

/**
 * Statements of H2 that are neither queries nor definitions. A closed list: others run text, read
 * and write files, or show all that there is.
 */
final class H2Utilities extends CommittingUtilities {

  /** Settings of the session or database by which no text is read otherwise. */
  private static final Set<String> HARMLESS_SETTINGS =
      Set.of(
          "lock_timeout",
          "default_lock_timeout",
          "query_timeout",
          "statement_timeout",
          "time",
          "catalog",
          "throttle",
          "referential_integrity",
          "lazy_query_execution",
          "optimize_reuse_results",
          "session",
          "cache_size",
          "write_delay",
          "db_close_delay",
          "max_memory_rows",
          "max_operation_memory",
          "default_null_ordering",
          "client_encoding",
          "client_min_messages",
          "datestyle",
          "join_collapse_limit",
          "extra_float_digits");

  private static final Set<String> SCHEMA_SETTINGS =
      Set.of("schema", "schema_search_path", "search_path");

  H2Utilities(String keyStoreSchema, Sensitive sensitive) {
    super(keyStoreSchema, sensitive);
  }

  StatementPlan plan(String word, List<Token> tokens, SessionView view) {
    requireNoKeys(tokens);
    return switch (word) {
      case "begin" -> pass(Effects.of(Effects.Transaction.BEGIN));
      case "commit" -> ended(Effects.Transaction.COMMIT, tokens);
      case "rollback" ->
          tokens.stream().anyMatch(t -> t.isWord("to"))
              ? savepoint(Effects.Transaction.ROLLBACK_TO, tokens)
              : ended(Effects.Transaction.ROLLBACK, tokens);
      case "savepoint" -> savepoint(Effects.Transaction.SAVEPOINT, tokens);
      case "release" -> savepoint(Effects.Transaction.RELEASE, tokens);
      case "set" -> setting(tokens, view);
      case "use" -> schema(tokens);
      case "show", "help", "checkpoint" -> pass(Effects.NONE);
      // EXPLAIN ANALYZE runs what it explains.
      case "explain", "call" -> called(word, tokens, view);
      default -> throw unknown(word, tokens);
    };
  }

  // COMMIT TRANSACTION ends one that was prepared under a name.
  private static StatementPlan ended(Effects.Transaction control, List<Token> tokens) {
    boolean plain = tokens.size() == 1 || (tokens.size() == 2 && tokens.get(1).isWord("work"));
    if (!plain) {
      throw Refusal.unsupported("a transaction of two phases", tokens.get(0).position());
    }
    return pass(Effects.of(control));
  }

  private StatementPlan setting(List<Token> tokens, SessionView view) {
    Token name = tokens.get(Math.min(1, tokens.size() - 1));
    if (name.isWord("autocommit")) {
      throw Refusal.unsupported(
          "autocommit set by SQL; use Connection.setAutoCommit", name.position());
    }
    if (name.kind() == Token.Kind.WORD && SCHEMA_SETTINGS.contains(name.value())) {
      return schema(tokens);
    }
    boolean variable = name.kind() == Token.Kind.OTHER;
    if (!variable
        && !(name.kind() == Token.Kind.WORD && HARMLESS_SETTINGS.contains(name.value()))) {
      throw Refusal.unsupported(
          "SET of this setting, by which text may be read otherwise or which is not known; put it"
              + " into the URL",
          name.position());
    }
    return called("set", tokens, view);
  }

  // The schema may be the value of an expression, which the server's error would show.
  private static StatementPlan schema(List<Token> tokens) {
    for (Token token : tokens) {
      if (!token.isName()
          && token.kind() != Token.Kind.STRING
          && !token.is(",")
          && !token.is("=")) {
        throw Refusal.unsupported("a schema that is no plain name", token.position());
      }
    }
    return pass(Effects.ofReadingState());
  }

  // What is called must be the server's own; an alias may have come after the catalog was read.
  private StatementPlan called(String word, List<Token> tokens, SessionView view) {
    StatementPlan plan = innocent(word, tokens, view);
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token name = tokens.get(i);
      if (name.isName() && tokens.get(i + 1).is("(")) {
        Functions.requireKnown(view, List.of(name.value()), name.position());
      }
    }
    return plan;
  }
}
