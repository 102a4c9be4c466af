package io.tenantcrypt.sql;

import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Analyses queries at any depth: scopes, boundary, outputs. */
final class Selects {

  private final Draft draft;
  private final Unscoped unscoped;
  private final Expressions expressions;
  private final SelectList selectList;
  private final SortKeys sortKeys;
  private final SetOperations setOperations;

  Selects(Draft draft, Unscoped unscoped) {
    this.draft = draft;
    this.unscoped = unscoped;
    this.expressions = new Expressions(draft, this);
    this.selectList = new SelectList(draft, expressions);
    this.sortKeys = new SortKeys(draft, expressions);
    this.setOperations = new SetOperations(draft, expressions, sortKeys);
  }

  Expressions expressions() {
    return expressions;
  }

  SelectList selectList() {
    return selectList;
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
      sortKeys.tail(parenthesed, new Scope(outer, visible), outputs);
      return outputs;
    }
    if (select instanceof Values values) {
      Scope scope = new Scope(outer, visible);
      List<Output> outputs = values(values, scope);
      sortKeys.tail(values, scope, outputs);
      return outputs;
    }
    throw Refusal.unsupported(select.getClass().getSimpleName(), draft.position(select));
  }

  /** The common table expressions before a statement, each analysed once. */
  Ctes with(@Nullable List<WithItem<?>> given, @Nullable Scope outer, Ctes ctes) {
    List<WithItem<?>> items = given == null ? List.of() : given;
    Ctes visible = ctes;
    boolean recursive = items.stream().anyMatch(WithItem::isRecursive);
    if (recursive) {
      visible =
          visible.pending(items.stream().map(i -> Names.alias(i.getAlias()).orElse("")).toList());
    }
    for (WithItem<?> item : items) {
      List<String> renamed = new ArrayList<>();
      if (item.getWithItemList() != null) {
        for (SelectItem<?> column : item.getWithItemList()) {
          renamed.add(draft.name(column.getExpression()).get(0).value());
        }
      }
      String name = Names.alias(item.getAlias()).orElse("");
      draft.dialect().checkExpressionName(name, draft.tables().view(), draft.position(item));
      List<Output> outputs = body(item, name, renamed, recursive, outer, visible);
      visible = visible.with(name, Output.named(outputs, renamed));
    }
    return visible;
  }

  private List<Output> body(
      WithItem<?> item,
      String name,
      List<String> renamed,
      boolean recursive,
      @Nullable Scope outer,
      Ctes visible) {
    if (!(item.getParenthesedStatement() instanceof ParenthesedSelect body)) {
      return new Writes(draft, this, unscoped)
          .of(item.getParenthesedStatement(), visible)
          .outputs();
    }
    return recursive && body.getSelect() instanceof SetOperationList list
        ? recursive(name, renamed, body, list, outer, visible)
        : query(body, outer, visible);
  }

  // The first branch says what the name means within the others. That its rows are the tenant's is
  // what is to be proved there, so nothing is taken from it.
  private List<Output> recursive(
      String name,
      List<String> renamed,
      ParenthesedSelect body,
      SetOperationList list,
      @Nullable Scope outer,
      Ctes ctes) {
    draft.saw(body);
    draft.saw(list);
    if (body.getWithItemsList() != null || list.getWithItemsList() != null) {
      throw Refusal.unsupported("WITH inside a recursive query", draft.position(list));
    }
    List<List<Output>> branches = new ArrayList<>();
    Ctes inner = ctes;
    for (Select branch : list.getSelects()) {
      List<Output> outputs = query(branch, outer, inner);
      branches.add(outputs);
      if (branches.size() == 1) {
        inner = ctes.with(name, Output.named(unproved(outputs), renamed));
      }
    }
    List<Output> merged = setOperations.merge(list, branches);
    Scope scope = new Scope(outer, ctes);
    sortKeys.tail(list, scope, merged);
    sortKeys.tail(body, scope, merged);
    return unproved(merged);
  }

  private static List<Output> unproved(List<Output> outputs) {
    return outputs.stream()
        .map(
            o ->
                Expressions.settled(o.origin()) instanceof Origin.Cell
                    ? o
                    : new Output(o.name(), Origin.PLAIN))
        .toList();
  }

  private Ctes with(Select select, @Nullable Scope outer, Ctes ctes) {
    return with(select.getWithItemsList(), outer, ctes);
  }

  /** The query of an INSERT, whose items go straight into columns. */
  List<Output> insertSource(PlainSelect select, Ctes ctes, SelectList.Assignment assignment) {
    draft.saw(select);
    return plain(select, null, with(select, null, ctes), assignment);
  }

  private List<Output> plain(
      PlainSelect select,
      @Nullable Scope outer,
      Ctes ctes,
      SelectList.@Nullable Assignment assignment) {
    Block block = new Block(draft, expressions, unscoped, clauses(select));
    From from = new From(draft, this, expressions, block, outer, ctes);
    from.read(select.getFromItem(), select.getJoins());
    Scope scope = from.scope();
    if (select.getWhere() != null) {
      block.condition(select.getWhere(), scope, all(block), true);
    }
    boolean distinct = select.getDistinct() != null;
    List<Output> outputs =
        selectList.outputs(select.getSelectItems(), scope, from.star(), assignment);
    boolean onKeys = distinct && select.getDistinct().getOnSelectItems() != null;
    if (onKeys) {
      sortKeys.distinctOn(select.getDistinct().getOnSelectItems(), scope, outputs);
    } else if (distinct) {
      sortKeys.refuseCells(outputs, "DISTINCT", select);
    }
    if (select.getGroupBy() != null) {
      sortKeys.groupBy(select, scope, outputs);
    }
    if (select.getHaving() != null) {
      expressions.requireNoCell(select.getHaving(), scope, "HAVING");
    }
    if (select.getWindowDefinitions() != null) {
      select.getWindowDefinitions().forEach(w -> expressions.plain(w, scope));
    }
    sortKeys.tail(select, scope, outputs);
    block.close(from.onClauses());
    return settled(outputs, block.refs());
  }

  private static Set<TableRef> all(Block block) {
    Set<TableRef> all = BoundaryProof.identitySet();
    all.addAll(block.refs());
    return all;
  }

  // Outside of its block a tenancy column is a value known to be the tenant's, or NULL.
  static List<Output> settled(List<Output> outputs, List<TableRef> refs) {
    return outputs.stream()
        .map(
            o ->
                o.origin() instanceof Origin.Tenancy t
                        && refs.stream().anyMatch(r -> r == t.table())
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

  private List<Output> setOperation(SetOperationList list, @Nullable Scope outer, Ctes ctes) {
    List<List<Output>> branches = new ArrayList<>();
    for (Select branch : list.getSelects()) {
      branches.add(query(branch, outer, ctes));
    }
    List<Output> merged = setOperations.merge(list, branches);
    sortKeys.tail(list, new Scope(outer, ctes), merged);
    return merged;
  }

  /** The outputs of VALUES, none of which may be a cell. */
  List<Output> values(Values values, Scope scope) {
    draft.saw(values);
    List<List<Expression>> rows = rows(values);
    int width = rows.get(0).size();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      List<Origin> origins = new ArrayList<>();
      for (List<Expression> row : rows) {
        if (row.size() != width) {
          throw Refusal.unsupported("rows of VALUES differ in length", draft.position(values));
        }
        Origin origin = expressions.pass(row.get(i), scope);
        if (origin instanceof Origin.Cell cell) {
          throw expressions.refused(cell, "VALUES", row.get(i));
        }
        origins.add(origin);
      }
      outputs.add(new Output(draft.dialect().valuesColumn(i + 1), column(origins)));
    }
    return outputs;
  }

  // A column in which every row gives its value can be sealed; any other is read in the clear.
  private static Origin column(List<Origin> origins) {
    if (origins.stream().allMatch(Origin.Input.class::isInstance)) {
      return origins.stream()
          .map(o -> ((Origin.Input) o).column())
          .reduce(InputColumn::merged)
          .<Origin>map(Origin.Input::new)
          .orElse(Origin.PLAIN);
    }
    origins.forEach(Expressions::settled);
    return Origin.PLAIN;
  }

  // One row alone is the list itself: (1, 2).
  private static List<List<Expression>> rows(Values values) {
    ExpressionList<?> list = values.getExpressions();
    if (list instanceof ParenthesedExpressionList<?>) {
      return List.of(List.copyOf(list));
    }
    List<List<Expression>> rows = new ArrayList<>();
    for (Expression row : list) {
      rows.add(row instanceof ExpressionList<?> items ? List.copyOf(items) : List.of(row));
    }
    return rows;
  }

  /** A query as an expression: the origin of its one column. */
  Origin scalar(Select select, Scope scope) {
    List<Output> outputs = query(select, scope, scope.ctes());
    if (outputs.size() == 1) {
      Origin only = outputs.get(0).origin();
      Origin given = Expressions.settled(only);
      return given instanceof Origin.TenantValue || given instanceof Origin.Null
          ? Origin.PLAIN
          : given;
    }
    sortKeys.refuseCells(outputs, "a row value from a query", select);
    return Origin.PLAIN;
  }
}
