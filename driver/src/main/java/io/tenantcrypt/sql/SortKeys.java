package io.tenantcrypt.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * What compares or orders the rows of a query: GROUP BY, DISTINCT, ORDER BY; and what may stand
 * behind any query. None of it may touch a cell.
 */
final class SortKeys {

  private static final Set<String> GROUPING = Set.of("rollup", "cube");

  private final Draft draft;
  private final Expressions expressions;

  SortKeys(Draft draft, Expressions expressions) {
    this.draft = draft;
    this.expressions = expressions;
  }

  void groupBy(PlainSelect select, Scope scope, List<Output> outputs) {
    var group = select.getGroupBy();
    for (Object child : Children.of(group)) {
      if (child instanceof Expression key) {
        groupKey(key, scope, outputs);
      } else {
        throw Refusal.unsupported(
            "GROUP BY with " + child.getClass().getSimpleName(), draft.position(select));
      }
    }
  }

  // The server takes lists in parentheses apart, and what it finds may be an output's number.
  private void groupKey(Expression key, Scope scope, List<Output> outputs) {
    if (key instanceof ExpressionList<?> list) {
      list.forEach(inner -> groupKey(inner, scope, outputs));
    } else if (key instanceof Function function
        && GROUPING.contains(Names.fold(function.getName()))
        && function.getParameters() != null) {
      draft.saw(function);
      groupKey(function.getParameters(), scope, outputs);
    } else {
      sortKey(key, scope, outputs, false, "GROUP BY");
    }
  }

  /** Judges the keys of DISTINCT ON, which are read like those of ORDER BY. */
  void distinctOn(List<SelectItem<?>> keys, Scope scope, List<Output> outputs) {
    keys.forEach(key -> sortKey(key.getExpression(), scope, outputs, true, "DISTINCT ON"));
  }

  // ORDER BY prefers an output's name, GROUP BY an input column; both take an output's number.
  private void sortKey(
      Expression given, Scope scope, List<Output> outputs, boolean preferOutput, String construct) {
    Expression key = Expressions.unwrap(given); // parentheses are nothing to the server
    if (key instanceof LongValue number) {
      int index = Integer.parseInt(number.getStringValue());
      if (index < 1 || index > outputs.size()) {
        throw Refusal.unsupported(
            construct + " by a column that is not there", draft.position(key));
      }
      refuseCell(outputs.get(index - 1), construct, key);
      return;
    }
    List<Token> name = Expressions.isColumn(key) ? draft.name(key) : List.of();
    if (name.size() == 1) {
      List<Output> named =
          outputs.stream().filter(o -> o.name().equals(name.get(0).value())).toList();
      named.forEach(o -> refuseCell(o, construct, key));
      if (!named.isEmpty() && (preferOutput || !isInput(key, scope))) {
        return;
      }
    }
    expressions.requireNoCell(key, scope, construct);
  }

  private boolean isInput(Expression key, Scope scope) {
    try {
      expressions.walk(key, scope);
      return true;
    } catch (Refusal e) {
      return !e.unresolved();
    }
  }

  /** Refuses a construct that compares whole rows where one of their columns is a cell. */
  void refuseCells(List<Output> outputs, String construct, Object at) {
    outputs.forEach(o -> refuseCell(o, construct, at));
  }

  private void refuseCell(Output output, String construct, Object at) {
    if (Expressions.settled(output.origin()) instanceof Origin.Cell cell) {
      throw expressions.refused(cell, construct, at);
    }
  }

  /** What may stand behind any query: ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE. */
  void tail(Select select, Scope scope, List<Output> outputs) {
    if (select.getOrderByElements() != null) {
      for (OrderByElement element : select.getOrderByElements()) {
        sortKey(element.getExpression(), scope, outputs, true, "ORDER BY");
      }
    }
    Scope none = Scope.none();
    for (Object node : new Object[] {select.getLimit(), select.getOffset(), select.getFetch()}) {
      if (node != null) {
        expressions.plain(node, none);
      }
    }
    if (select.getForUpdateTables() != null) {
      for (Table table : select.getForUpdateTables()) {
        String name = draft.name(table).get(0).value();
        if (scope.source(Optional.empty(), name).isEmpty()) {
          throw Refusal.unsupported("FOR UPDATE OF " + name, draft.position(table));
        }
      }
    }
  }
}
