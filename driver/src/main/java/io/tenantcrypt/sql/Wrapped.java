package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.StatementPlan;
import java.util.List;
import java.util.Optional;

/** Plans EXPLAIN and DECLARE CURSOR: the statement within is judged by the same rules. */
final class Wrapped {

  private final Queries queries;
  private final Sensitive sensitive;

  Wrapped(Queries queries, Sensitive sensitive) {
    this.queries = queries;
    this.sensitive = sensitive;
  }

  StatementPlan plan(String word, String sql, List<Token> tokens, SessionView view) {
    if (!sensitive.mentionedIn(tokens, view)) {
      return new StatementPlan.PassThrough(Effects.NONE, true);
    }
    return word.equals("explain") ? explain(sql, tokens, view) : cursor(sql, tokens, view);
  }

  // ANALYZE runs the statement and counts the rows that a predicate took away: other tenants' rows.
  private StatementPlan explain(String sql, List<Token> tokens, SessionView view) {
    int from = 1;
    if (tokens.get(1).is("(")) {
      for (int i = 1; i < tokens.size() && !tokens.get(i).is(")"); i++) {
        from = i + 2;
      }
    }
    while (from < tokens.size()
        && (tokens.get(from).isWord("analyze")
            || tokens.get(from).isWord("analyse")
            || tokens.get(from).isWord("verbose"))) {
      from++;
    }
    for (Token token : tokens.subList(0, Math.min(from, tokens.size()))) {
      if (token.isWord("analyze") || token.isWord("analyse")) {
        throw Refusal.unsupported(
            "EXPLAIN ANALYZE on a tenant table runs the statement and counts other tenants' rows; use"
                + " EXPLAIN without it",
            token.position());
      }
    }
    Queries.Judged judged = queries.judge(sql, part(tokens, from, "EXPLAIN"), view);
    if (judged.passes()) {
      return new StatementPlan.PassThrough(Effects.NONE, true);
    }
    return changesNothing(judged.plan(List.of(OutputColumn.PLAIN), Optional.empty(), Effects.NONE));
  }

  // FETCH gives the rows later, and does not say of which columns; so none of them may be a cell,
  // and the cursor must end with the transaction, within which the tenant does not change.
  private StatementPlan cursor(String sql, List<Token> tokens, SessionView view) {
    int query = new Clauses(tokens, 0, tokens.size()).find("for");
    if (query < 0) {
      throw Refusal.unsupported("DECLARE without FOR", tokens.get(0).position());
    }
    for (int i = 0; i + 1 < query; i++) {
      if (tokens.get(i).isWord("with") && tokens.get(i + 1).isWord("hold")) {
        throw Refusal.unsupported(
            "a cursor WITH HOLD on a tenant table outlives the transaction and its tenant; leave WITH"
                + " HOLD out, or use a result set",
            tokens.get(i).position());
      }
    }
    Queries.Judged judged = queries.judge(sql, part(tokens, query + 1, "DECLARE"), view);
    if (!judged.analysis().draft().changed().isEmpty()) {
      throw Refusal.unsupported("a cursor that changes rows", tokens.get(query).position());
    }
    boolean cells =
        judged.analysis().outputs().stream().anyMatch(o -> o.origin() instanceof Origin.Cell);
    if (cells) {
      throw Refusal.unsupported(
          "a cursor over a protected column: FETCH does not say which of its columns are cells; use a"
              + " result set with a fetch size",
          tokens.get(query).position());
    }
    return judged.passes()
        ? new StatementPlan.PassThrough(Effects.NONE, true)
        : judged.plan(List.of(), Optional.empty(), Effects.NONE);
  }

  private static Queries.Part part(List<Token> tokens, int from, String what) {
    String word =
        from < tokens.size() && tokens.get(from).kind() == Token.Kind.WORD
            ? tokens.get(from).value()
            : from < tokens.size() ? tokens.get(from).text() : "";
    return switch (word) {
      case "select", "with", "values", "insert", "update", "delete", "merge", "(" ->
          new Queries.Part(tokens, from, tokens.size());
      default ->
          throw Refusal.unsupported(
              what + " of anything but a query, INSERT, UPDATE, DELETE or MERGE on a tenant table",
              tokens.get(0).position());
    };
  }

  private static StatementPlan changesNothing(StatementPlan.Protected plan) {
    return new StatementPlan.Protected(
        plan.sql(),
        plan.parameters(),
        plan.applicationParameters(),
        plan.outputs(),
        List.of(),
        plan.checks(),
        plan.needsTenant(),
        plan.sqlWithoutTenant(),
        plan.effects(),
        plan.cacheable());
  }
}
