package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.StatementPlan;
import java.util.List;
import java.util.Optional;

/** Plans EXPLAIN, whose statement is judged by the same rules, and refuses cursors. */
final class Explains {

  private final Queries queries;
  private final Sensitive sensitive;

  Explains(Queries queries, Sensitive sensitive) {
    this.queries = queries;
    this.sensitive = sensitive;
  }

  StatementPlan plan(String word, String sql, List<Token> tokens, SessionView view) {
    if (!sensitive.mentionedIn(tokens, view)) {
      return new StatementPlan.PassThrough(Effects.NONE, true);
    }
    if (word.equals("declare")) {
      // FETCH names no table: neither whose rows it gives nor which of its columns are cells.
      throw Refusal.unsupported(
          "a cursor over tenants' tables: FETCH does not say whose rows it gives and which of them"
              + " are cells; use a result set with a fetch size",
          tokens.get(0).position());
    }
    return explain(sql, tokens, view);
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
            "EXPLAIN ANALYZE on a tenant table runs the statement and counts other tenants' rows;"
                + " use EXPLAIN without it",
            token.position());
      }
    }
    Queries.Judged judged = queries.judge(sql, part(tokens, from), view);
    if (judged.passes()) {
      return new StatementPlan.PassThrough(Effects.NONE, true);
    }
    return changesNothing(judged.plan(List.of(OutputColumn.PLAIN), Optional.empty(), Effects.NONE));
  }

  private static Queries.Part part(List<Token> tokens, int from) {
    String word =
        from < tokens.size() && tokens.get(from).kind() == Token.Kind.WORD
            ? tokens.get(from).value()
            : from < tokens.size() ? tokens.get(from).text() : "";
    return switch (word) {
      case "select", "with", "values", "insert", "update", "delete", "merge", "(" ->
          new Queries.Part(tokens, from, tokens.size());
      default ->
          throw Refusal.unsupported(
              "EXPLAIN of anything but a query, INSERT, UPDATE, DELETE or MERGE on a tenant table",
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
