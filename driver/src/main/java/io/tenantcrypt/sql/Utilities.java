package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import java.util.List;

/** Statements that are neither queries nor definitions: transactions, settings, and the rest. */
final class Utilities {

  private final String keyStoreSchema;
  private final Sensitive sensitive;

  Utilities(String keyStoreSchema, Sensitive sensitive) {
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = sensitive;
  }

  StatementPlan plan(String word, List<Token> tokens, SessionView view) {
    return switch (word) {
      case "begin", "start" -> pass(Effects.of(Effects.Transaction.BEGIN));
      case "commit", "end" -> pass(Effects.of(Effects.Transaction.COMMIT));
      case "rollback", "abort" ->
          tokens.stream().anyMatch(t -> t.isWord("to"))
              ? savepoint(Effects.Transaction.ROLLBACK_TO, tokens)
              : pass(Effects.of(Effects.Transaction.ROLLBACK));
      case "savepoint" -> savepoint(Effects.Transaction.SAVEPOINT, tokens);
      case "release" -> savepoint(Effects.Transaction.RELEASE, tokens);
      case "show", "listen", "unlisten", "notify", "checkpoint" -> pass(Effects.NONE);
      case "set", "reset", "discard" -> setting(tokens);
      case "analyze", "vacuum", "reindex", "cluster" -> maintenance(tokens);
      case "truncate" -> truncate(tokens, view);
      case "reassign" ->
          throw Refusal.boundary(
              "REASSIGN OWNED may take the key tables along; change the owner of what is meant by"
                  + " name",
              tokens.get(0).position());
      case "do" ->
          throw Refusal.unsupported(
              "DO runs code that is not analysed; run it over a connection of the database's own"
                  + " driver",
              tokens.get(0).position());
      case "call", "execute" ->
          throw Refusal.unsupported(
              (word.equals("call") ? "CALL" : "EXECUTE")
                  + " runs what does not stand in the text; "
                  + (word.equals("call") ? "describe the routine in the policy, or " : "")
                  + "send the statements themselves",
              tokens.get(0).position());
      case "prepare" -> prepare(tokens, view);
      case "copy" -> copy(tokens, view);
      default -> innocent(word, tokens, view);
    };
  }

  // The server's files and programs hold, or reach, the rows of all tenants.
  private StatementPlan copy(List<Token> tokens, SessionView view) {
    Clauses clauses = new Clauses(tokens, 1, tokens.size());
    int at = Math.max(clauses.find("from"), clauses.find("to")) + 1;
    boolean ends =
        at > 0
            && at < tokens.size()
            && (tokens.get(at).isWord("stdin") || tokens.get(at).isWord("stdout"));
    if (!ends) {
      throw Refusal.unsupported(
          "COPY from or to a file or program of the server; use STDIN or STDOUT",
          tokens.get(0).position());
    }
    return innocent("copy", tokens, view);
  }

  private static StatementPlan pass(Effects effects) {
    return new StatementPlan.PassThrough(effects, true);
  }

  // The name stands last, and anything else than a name there is an error of the server's.
  private static StatementPlan savepoint(Effects.Transaction control, List<Token> tokens) {
    return pass(Effects.of(control, tokens.get(tokens.size() - 1).value()));
  }

  private StatementPlan setting(List<Token> tokens) {
    for (Token token : tokens) {
      boolean names = token.isName() || token.kind() == Token.Kind.STRING;
      if (names && token.value().contains(keyStoreSchema)) {
        throw Refusal.boundary(
            "schema " + keyStoreSchema + " holds the key tables; no statement may name it",
            token.position());
      }
    }
    return pass(Effects.ofReadingState());
  }

  // They read rows but give none out.
  private StatementPlan maintenance(List<Token> tokens) {
    boolean keys = tokens.stream().anyMatch(t -> t.isName() && t.value().equals(keyStoreSchema));
    if (keys) {
      throw Refusal.boundary(
          "schema " + keyStoreSchema + " holds the key tables; no statement may name it",
          tokens.get(0).position());
    }
    return pass(Effects.NONE);
  }

  // Which tables refer to one is not in its text, nor in the catalog that is read.
  private StatementPlan truncate(List<Token> tokens, SessionView view) {
    StatementPlan plan = innocent("truncate", tokens, view);
    for (Token token : tokens) {
      if (token.isWord("cascade")) {
        throw Refusal.boundary(
            "TRUNCATE … CASCADE empties every table that refers to this one, for all tenants; name"
                + " the tables",
            token.position());
      }
    }
    return plan;
  }

  private StatementPlan prepare(List<Token> tokens, SessionView view) {
    if (tokens.size() > 1 && tokens.get(1).isWord("transaction")) {
      return pass(Effects.of(Effects.Transaction.COMMIT));
    }
    return innocent("prepare", tokens, view);
  }

  private StatementPlan innocent(String word, List<Token> tokens, SessionView view) {
    if (sensitive.mentionedIn(tokens, view)) {
      throw Refusal.unsupported(
          (word.isEmpty() ? "a statement of this kind" : word.toUpperCase(java.util.Locale.ROOT))
              + " on a tenant table, a user-defined function or a name that reaches one; use"
              + " SELECT, INSERT, UPDATE or DELETE",
          tokens.get(0).position());
    }
    return new StatementPlan.PassThrough(Effects.NONE, true);
  }
}
