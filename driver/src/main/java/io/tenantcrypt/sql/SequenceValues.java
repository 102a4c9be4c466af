package io.tenantcrypt.sql;

import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NextValExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;

/**
 * The numbers of sequences, which are values of no tenant and of no column: {@code NEXT VALUE FOR
 * s} and its siblings, MariaDB's {@code nextval(s)}. What stands for the sequence is the name of
 * nothing else in their grammar.
 */
final class SequenceValues {

  /** Behind FOR they begin a lock, and VALUE is an alias. */
  private static final Set<String> LOCKS = Set.of("update", "share");

  private static final Set<String> CALLS = Set.of("nextval", "lastval", "setval");

  private SequenceValues() {}

  /** Judges {@code NEXT VALUE FOR s}, and what the parser is given as it. */
  static Origin expression(Draft draft, NextValExpression value) {
    List<String> name = value.getNameList();
    int position = draft.position(value);
    boolean sequences = !(draft.dialect() instanceof MysqlDialect mysql) || mysql.isMariaDb();
    if (!sequences || LOCKS.contains(Lexer.asciiLower(name.get(0)))) {
      throw Refusal.unsupported(
          "NEXT or PREVIOUS VALUE FOR, which this server does not have or reads otherwise",
          position);
    }
    if (name.size() > 1) {
      draft.tables().requireOthers(Names.fold(name.get(name.size() - 2)), position);
    }
    return Origin.PLAIN;
  }

  /** Whether a call's first argument is a sequence, and never a column of its name. */
  static boolean isCall(
      Draft draft, String function, ExpressionList<? extends Expression> arguments) {
    return draft.dialect() instanceof MysqlDialect mysql
        && mysql.isMariaDb()
        && CALLS.contains(function)
        && !arguments.isEmpty()
        && arguments.get(0) instanceof Column;
  }

  /** Judges the sequence of such a call. */
  static void name(Draft draft, Column sequence) {
    int position = draft.position(sequence);
    List<Token> parts = draft.name(sequence);
    if (parts.size() > 1) {
      draft.tables().requireOthers(parts.get(parts.size() - 2).value(), position);
    }
  }
}
