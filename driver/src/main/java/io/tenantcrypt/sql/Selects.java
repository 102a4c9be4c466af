package io.tenantcrypt.sql;

import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Analyses queries at any depth: scopes, boundary, outputs. */
final class Selects {

  private final Draft draft;
  private final Unscoped unscoped;
  private final Expressions expressions;

  Selects(Draft draft, Unscoped unscoped) {
    this.draft = draft;
    this.unscoped = unscoped;
    this.expressions = new Expressions(draft, this);
  }

  Expressions expressions() {
    return expressions;
  }

  TableFacts table(List<Token> parts, int position) {
    if (parts.isEmpty() || parts.size() > 2) {
      throw Refusal.unsupported("a table named by " + parts.size() + " parts", position);
    }
    String name = parts.get(parts.size() - 1).value();
    Optional<String> schema =
        parts.size() == 2 ? Optional.of(parts.get(0).value()) : Optional.empty();
    return draft.tables().resolve(schema, name, position);
  }

  /** A query's outputs, seen from a query around it. */
  List<Output> query(Select select, @Nullable Scope outer, Ctes ctes) {
    draft.saw(select);
    Ctes visible = with(select, outer, ctes);
    if (select instanceof PlainSelect plain) {
      return plain(plain, outer, visible, null);
    }
    if (select instanceof SetOperationList list) {
      return setOperation(list, outer, visible);
    }
    if (select instanceof ParenthesedSelect parenthesed) {
      List<Output> outputs = query(parenthesed.getSelect(), outer, visible);
      tail(parenthesed, new Scope(outer, visible), outputs);
      return outputs;
    }
    if (select instanceof Values values) {
      Scope scope = new Scope(outer, visible);
      List<Output> outputs = values(values, scope);
      tail(values, scope, outputs);
      return outputs;
    }
    throw Refusal.unsupported(select.getClass().getSimpleName(), draft.position(select));
  }

  /** The common table expressions before a statement, each analysed once. */
  Ctes with(@Nullable List<WithItem<?>> items, @Nullable Scope outer, Ctes ctes) {
    Ctes visible = ctes;
    for (WithItem<?> item : items == null ? List.<WithItem<?>>of() : items) {
      int position = draft.position(item);
      if (item.isRecursive()) {
        throw Refusal.unsupported("WITH RECURSIVE on tenants' tables", position);
      }
      if (!(item.getParenthesedStatement() instanceof ParenthesedSelect body)) {
        throw Refusal.unsupported(
            "a common table expression that changes rows; send it as a statement of its own",
            position);
      }
      List<Output> outputs = query(body, outer, visible);
      List<String> renamed = new ArrayList<>();
      if (item.getWithItemList() != null) {
        for (SelectItem<?> column : item.getWithItemList()) {
          renamed.add(draft.name(column.getExpression()).get(0).value());
        }
      }
      List<Output> named = new ArrayList<>();
      for (Output output : outputs) {
        int i = named.size();
        named.add(new Output(i < renamed.size() ? renamed.get(i) : output.name(), output.origin()));
      }
      visible = visible.with(Names.alias(item.getAlias()).orElse(""), named);
    }
    return visible;
  }

  private Ctes with(Select select, @Nullable Scope outer, Ctes ctes) {
    return with(select.getWithItemsList(), outer, ctes);
  }

  /** What is done with a select item that is assigned to a column of an INSERT. */
  interface Assignment {
    void assign(int index, Expression expression, Scope scope);
  }

  /** The query of an INSERT, whose items go straight into columns. */
  List<Output> insertSource(PlainSelect select, Ctes ctes, Assignment assignment) {
    draft.saw(select);
    return plain(select, null, with(select, null, ctes), assignment);
  }

  private List<Output> plain(
      PlainSelect select, @Nullable Scope outer, Ctes ctes, @Nullable Assignment assignment) {
    Block block = new Block(draft, expressions, unscoped, clauses(select));
    From from = new From(draft, this, expressions, block, outer, ctes);
    from.read(select.getFromItem(), select.getJoins());
    Scope scope = from.scope();
    if (select.getWhere() != null) {
      block.condition(select.getWhere(), scope, all(block), true);
    }
    boolean distinct = select.getDistinct() != null;
    if (distinct && select.getDistinct().getOnSelectItems() != null) {
      select
          .getDistinct()
          .getOnSelectItems()
          .forEach(i -> expressions.requireNoCell(i.getExpression(), scope, "DISTINCT ON"));
    }
    List<Output> outputs = outputs(select.getSelectItems(), scope, from.using(), assignment);
    boolean onKeys = distinct && select.getDistinct().getOnSelectItems() != null;
    if (distinct && !onKeys) {
      refuseCells(outputs, "DISTINCT", select);
    }
    if (select.getGroupBy() != null) {
      groupBy(select, scope, outputs);
    }
    if (select.getHaving() != null) {
      expressions.requireNoCell(select.getHaving(), scope, "HAVING");
    }
    if (select.getWindowDefinitions() != null) {
      select.getWindowDefinitions().forEach(w -> expressions.plain(w, scope));
    }
    tail(select, scope, outputs);
    block.close(from.onClauses());
    return settled(outputs, block);
  }

  private static Set<TableRef> all(Block block) {
    Set<TableRef> all = BoundaryProof.identitySet();
    all.addAll(block.refs());
    return all;
  }

  // Outside of its block a tenancy column is a value known to be the tenant's, or NULL.
  private static List<Output> settled(List<Output> outputs, Block block) {
    return outputs.stream()
        .map(
            o ->
                o.origin() instanceof Origin.Tenancy t
                        && block.refs().stream().anyMatch(r -> r == t.table())
                    ? new Output(o.name(), Origin.TENANT_VALUE)
                    : o)
        .toList();
  }

  private Clauses clauses(PlainSelect select) {
    List<Token> tokens = draft.parsed().tokens();
    int from = draft.parsed().tokenAt(draft.parsed().start(select));
    int end = draft.parsed().end(select);
    if (from < 0) {
      throw Refusal.unsupported("a query block whose place is not known", draft.position(select));
    }
    int to = from;
    while (to < tokens.size() && tokens.get(to).end() <= end) {
      to++;
    }
    return new Clauses(tokens, from, to);
  }

  private void groupBy(PlainSelect select, Scope scope, List<Output> outputs) {
    var group = select.getGroupBy();
    for (Object child : Children.of(group)) {
      if (child instanceof ExpressionList<?> list) {
        list.forEach(key -> sortKey(key, scope, outputs, false, "GROUP BY"));
      } else {
        throw Refusal.unsupported(
            "GROUP BY with " + child.getClass().getSimpleName(), draft.position(select));
      }
    }
  }

  // ORDER BY prefers an output's name, GROUP BY an input column; both take an output's number.
  private void sortKey(
      Expression key, Scope scope, List<Output> outputs, boolean preferOutput, String construct) {
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
      boolean input = !preferOutput && isInput(key, scope);
      if (!named.isEmpty() && !input) {
        named.forEach(o -> refuseCell(o, construct, key));
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

  private void refuseCells(List<Output> outputs, String construct, Object at) {
    outputs.forEach(o -> refuseCell(o, construct, at));
  }

  private void refuseCell(Output output, String construct, Object at) {
    if (output.origin() instanceof Origin.Cell cell) {
      throw expressions.refused(cell, construct, at);
    }
  }

  // What may stand behind any query: ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE.
  private void tail(Select select, Scope scope, List<Output> outputs) {
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

  /** The outputs of a select list or RETURNING; {@code *} over cells is written out. */
  List<Output> outputs(List<SelectItem<?>> items, Scope scope, Set<String> using) {
    return outputs(items, scope, using, null);
  }

  private List<Output> outputs(
      List<SelectItem<?>> items, Scope scope, Set<String> using, @Nullable Assignment assignment) {
    List<Output> outputs = new ArrayList<>();
    for (SelectItem<?> item : items) {
      Expression expression = item.getExpression();
      if (expression instanceof AllTableColumns star) {
        List<Token> parts = starName(star);
        Names.Dotted name = Names.dotted(parts, draft.position(star));
        Source source =
            scope
                .source(name.qualifier(), name.name())
                .orElseThrow(
                    () ->
                        Refusal.unresolved(
                            "table " + name.name() + " of " + name.name() + ".* is not found",
                            draft.position(star)));
        outputs.addAll(star(List.of(source), item, using));
      } else if (expression instanceof AllColumns) {
        outputs.addAll(star(scope.sources(), item, using));
      } else if (assignment != null) {
        assignment.assign(outputs.size(), expression, scope);
        outputs.add(new Output(label(item), Origin.PLAIN));
      } else {
        outputs.add(new Output(label(item), expressions.walk(expression, scope)));
      }
    }
    return outputs;
  }

  private List<Token> starName(AllTableColumns star) {
    List<Token> parts = draft.name(star);
    if (parts.isEmpty()) {
      throw Refusal.unsupported("t.* whose place is not known", draft.position(star));
    }
    return parts;
  }

  private String label(SelectItem<?> item) {
    Optional<String> alias = Names.alias(item.getAlias());
    if (alias.isPresent()) {
      return alias.get();
    }
    Expression expression = Expressions.unwrap(item.getExpression());
    if (Expressions.isColumn(expression)) {
      List<Token> parts = draft.name(expression);
      return parts.get(parts.size() - 1).value();
    }
    return "";
  }

  private List<Output> star(List<Source> sources, SelectItem<?> item, Set<String> using) {
    int position = draft.position(item);
    List<Output> outputs = new ArrayList<>();
    List<String> text = new ArrayList<>();
    boolean cells = false;
    boolean repeated = false;
    for (Source source : sources) {
      Set<String> names = new HashSet<>();
      if (source.isSystemTable()) {
        throw Refusal.unsupported("* over a system relation; name its columns", position);
      }
      for (Source.Column column : source.columns()) {
        outputs.add(new Output(column.name(), column.origin()));
        cells |= column.origin() instanceof Origin.Cell;
        repeated |= !names.add(column.name());
        text.add(Names.quote(source.alias()) + "." + Names.quote(column.name()));
      }
    }
    if (!using.isEmpty()) {
      throw Refusal.unsupported("* over a join with USING; name the columns", position);
    }
    if (cells) {
      if (repeated
          || outputs.stream().anyMatch(o -> o.name().isEmpty())
          || sources.stream().anyMatch(s -> s.alias().isEmpty())) {
        throw Refusal.unsupported("* over a column or table without a name of its own", position);
      }
      int start = draft.parsed().start(item);
      int end = draft.parsed().end(item);
      if (start < 0) {
        throw Refusal.unsupported("* whose place in the text is not known", position);
      }
      draft.edits().replace(start, end, String.join(", ", text), List.of());
    }
    return outputs;
  }

  private List<Output> setOperation(SetOperationList list, @Nullable Scope outer, Ctes ctes) {
    List<List<Output>> branches = new ArrayList<>();
    for (Select branch : list.getSelects()) {
      branches.add(query(branch, outer, ctes));
    }
    List<Output> first = branches.get(0);
    List<Output> merged = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      Origin origin = first.get(i).origin();
      for (List<Output> branch : branches) {
        if (branch.size() != first.size()) {
          throw Refusal.unsupported(
              "the queries of a set operation differ in their number of columns",
              draft.position(list));
        }
        origin = combine(origin, branch.get(i).origin(), list);
      }
      merged.add(new Output(first.get(i).name(), origin));
    }
    for (SetOperation operation : list.getOperations()) {
      if (!isAll(operation)) {
        refuseCells(merged, operation.getClass().getSimpleName().replace("Op", ""), list);
      }
    }
    tail(list, new Scope(outer, ctes), merged);
    return merged;
  }

  private boolean isAll(SetOperation operation) {
    int at = draft.parsed().tokenAt(draft.parsed().start(operation));
    List<Token> tokens = draft.parsed().tokens();
    return at >= 0 && tokens.get(at).isWord("union") && tokens.get(at + 1).isWord("all");
  }

  private Origin combine(Origin left, Origin right, Object at) {
    Origin.Cell cell =
        left instanceof Origin.Cell l ? l : right instanceof Origin.Cell r ? r : null;
    if (cell == null) {
      return left.equals(right) ? left : Origin.PLAIN;
    }
    boolean same =
        left instanceof Origin.Null
            || right instanceof Origin.Null
            || (left instanceof Origin.Cell l
                && right instanceof Origin.Cell r
                && CellRules.same(l.column(), r.column()));
    if (!same) {
      throw expressions.refused(cell, "a set operation with another value in its place", at);
    }
    return cell;
  }

  /** The outputs of VALUES, none of which may be a cell. */
  List<Output> values(Values values, Scope scope) {
    draft.saw(values);
    int width = 0;
    for (Expression row : values.getExpressions()) {
      if (row instanceof ExpressionList<?> list) {
        width = list.size();
        list.forEach(e -> expressions.requireNoCell(e, scope, "VALUES"));
      } else {
        width = Math.max(width, 1);
        expressions.requireNoCell(row, scope, "VALUES");
      }
    }
    if (values.getExpressions().getClass()
        == net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList.class) {
      width = values.getExpressions().size();
    }
    List<Output> outputs = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      outputs.add(new Output("column" + i, Origin.PLAIN));
    }
    return outputs;
  }

  /** A query as an expression: the origin of its one column. */
  Origin scalar(Select select, Scope scope) {
    List<Output> outputs = query(select, scope, scope.ctes());
    if (outputs.size() == 1) {
      Origin only = outputs.get(0).origin();
      return only instanceof Origin.TenantValue ? Origin.PLAIN : only;
    }
    refuseCells(outputs, "a row value from a query", select);
    return Origin.PLAIN;
  }
}
