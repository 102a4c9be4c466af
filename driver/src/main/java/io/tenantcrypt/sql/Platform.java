package io.tenantcrypt.sql;

import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import java.util.List;
import java.util.Set;

/**
 * What a platform session may send: queries that write nothing and return no protected column, SHOW
 * and the control of transactions. Judged by words first; the session is read-only on the server as
 * well.
 */
final class Platform {

  private static final Set<String> READING = Set.of("select", "with", "values", "table", "show");
  private static final Set<String> CONTROL =
      Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");

  // None of them can be part of a query that only reads; FOR UPDATE and its like lock rows.
  private static final Set<String> WRITING =
      Set.of("insert", "update", "delete", "merge", "into", "share", "write", "prepared");

  private Platform() {}

  /** Refuses by its words what may write or lock. */
  static void requireReading(List<Token> tokens) {
    Token first = tokens.get(0);
    String word = first.kind() == Token.Kind.WORD ? first.value() : "";
    boolean possible = first.is("(") || READING.contains(word) || CONTROL.contains(word);
    if (!possible) {
      throw refused("a statement of another kind", first);
    }
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.WORD && WRITING.contains(token.value())) {
        throw refused("the word " + token.value(), token);
      }
    }
  }

  private static Refusal refused(String what, Token at) {
    return Refusal.boundary(
        "a platform session only reads: "
            + what
            + " is not let through (a name that is such a word is quoted); bind a tenant on an"
            + " ordinary connection",
        at.position());
  }

  /** Refuses a plan that returns cells or does more than read. */
  static StatementPlan requireNoCell(StatementPlan plan, List<Token> tokens) {
    if (plan instanceof StatementPlan.PassThrough pass
        && (pass.effects().readingState() || !pass.effects().catalog().isEmpty())) {
      throw refused("a change of the session", tokens.get(0));
    }
    if (!(plan instanceof StatementPlan.Protected guarded)) {
      return plan;
    }
    for (OutputColumn output : guarded.outputs()) {
      if (output instanceof OutputColumn.Cell cell) {
        throw Refusal.protectedUse(
            "a platform session uses no key, so the protected column "
                + cell.column().label()
                + " cannot be returned; leave it out, or count it",
            tokens.get(0).position());
      }
    }
    if (!guarded.parameters().stream().allMatch(ParameterSlot.Plain.class::isInstance)
        || !guarded.target().isEmpty()
        || !guarded.effects().equals(Effects.NONE)) {
      throw refused("a statement that changes rows", tokens.get(0));
    }
    return plan;
  }
}
