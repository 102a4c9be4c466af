package io.tenantcrypt.sql;

import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/** Analyses UPDATE and DELETE: one block around the table that changes. */
final class Changes {

  /** The table that changes, and what RETURNING gives. */
  record Result(TableFacts target, List<Output> outputs) {}

  private final Draft draft;
  private final Selects selects;
  private final Unscoped unscoped;

  Changes(Draft draft, Selects selects, Unscoped unscoped) {
    this.draft = draft;
    this.selects = selects;
    this.unscoped = unscoped;
  }

  Result update(Update update, Ctes around) {
    Ctes ctes = selects.with(update.getWithItemsList(), null, around);
    Target target = target(update.getTable(), ctes, "update");
    if (update.getFromItem() != null) {
      draft.dialect().require(Form.FROM_OF_UPDATE, target.ref().position());
    }
    target.from().read(null, update.getStartJoins());
    target.from().read(update.getFromItem(), update.getJoins());
    Scope scope = target.from().scope();
    Assignments assignments = new Assignments(draft, selects.expressions());
    Targets targets = new Targets(draft, target.ref(), scope);
    for (UpdateSet set : update.getUpdateSets()) {
      set(draft, selects, set, targets, assignments, scope);
    }
    tail(update.getOrderByElements(), update.getLimit(), scope);
    return finish(target, update.getWhere(), update.getReturningClause());
  }

  /** Judges one element of SET, of an UPDATE or of ON CONFLICT DO UPDATE. */
  static void set(
      Draft draft,
      Selects selects,
      UpdateSet set,
      TableFacts facts,
      Assignments assignments,
      Scope scope) {
    set(draft, selects, set, Targets.only(draft, facts), assignments, scope);
  }

  private static void set(
      Draft draft,
      Selects selects,
      UpdateSet set,
      Targets targets,
      Assignments assignments,
      Scope scope) {
    List<String> columns = new ArrayList<>();
    TableFacts facts = targets.target();
    for (Expression each : (Iterable<? extends Expression>) set.getColumns()) {
      // Declared as columns, but the parser takes a bare day, month or year for a unit of time.
      if (!(each instanceof Column column)) {
        throw Refusal.unsupported(
            "a column of a row assignment that is named like a unit of time; write it in quotes",
            draft.position(set));
      }
      List<Token> name = draft.name(column);
      facts = targets.of(name, column.getArrayConstructor() != null, draft.position(column));
      columns.add(name.get(name.size() - 1).value());
    }
    if (columns.size() > 1) {
      draft.dialect().require(Form.ROW_ASSIGNMENT, draft.position(set));
    }
    if (set.getValues().size() == columns.size()) {
      for (int i = 0; i < columns.size(); i++) {
        assignments.assign(facts, columns.get(i), set.getValue(i), scope);
      }
    } else if (set.getValues().size() == 1 && set.getValue(0) instanceof Select query) {
      List<Output> outputs = selects.query(query, scope, scope.ctes());
      if (outputs.size() != columns.size()) {
        throw Refusal.unsupported(
            "a row assignment from a query with another number of columns", draft.position(query));
      }
      for (int i = 0; i < columns.size(); i++) {
        assignments.assignOutput(
            facts, columns.get(i), outputs.get(i).origin(), draft.position(query));
      }
    } else {
      throw Refusal.unsupported(
          "a row assignment whose values are not listed one by one", draft.position(set));
    }
  }

  Result delete(Delete delete, Ctes around) {
    Ctes ctes = selects.with(delete.getWithItemsList(), null, around);
    Target target = target(delete.getTable(), ctes, "delete");
    List<FromItem> using = delete.getUsingFromItemList();
    if (using != null && !using.isEmpty()) {
      draft.dialect().require(Form.USING_OF_DELETE, target.ref().position());
    }
    List<Join> joins = new ArrayList<>();
    for (FromItem item : using == null ? List.<FromItem>of() : using) {
      Join comma = new Join();
      comma.setSimple(true);
      comma.setFromItem(item);
      joins.add(comma);
    }
    target.from().read(null, joins);
    target.from().read(null, delete.getJoins());
    Targets targets = new Targets(draft, target.ref(), target.from().scope());
    for (Table named : delete.getTables() == null ? List.<Table>of() : delete.getTables()) {
      targets.deleted(named);
    }
    tail(delete.getOrderByElements(), delete.getLimit(), target.from().scope());
    boolean all = joins.isEmpty() && delete.getJoins() == null && delete.getLimit() == null;
    if (delete.getWhere() == null && all) {
      draft.empties(target.ref().facts());
    }
    return finish(target, delete.getWhere(), delete.getReturningClause());
  }

  // Which of the rows that are pinned: the order must not need a plaintext.
  private void tail(@Nullable List<OrderByElement> order, @Nullable Limit limit, Scope scope) {
    if (order != null) {
      for (OrderByElement element : order) {
        selects.expressions().requireNoCell(element.getExpression(), scope, "ORDER BY");
      }
    }
    if (limit != null) {
      selects.expressions().plain(limit, Scope.none());
    }
  }

  private record Target(TableRef ref, Block block, From from) {}

  private Target target(@Nullable Table table, Ctes ctes, String keyword) {
    if (table == null) {
      throw Refusal.unsupported("a statement without its table", 0);
    }
    int position = draft.position(table);
    draft.take("only", draft.parsed().start(table));
    Place place = Place.of(draft.parsed(), table, position);
    TableFacts facts = selects.table(draft.name(table), position);
    if (keyword.equals("delete")) {
      draft.changes(facts);
    } else {
      draft.fills(facts);
    }
    String alias = Names.alias(table.getAlias()).orElse(facts.relation().name().name());
    TableRef ref = new TableRef(facts, alias, position);
    Block block =
        new Block(
            draft,
            selects.expressions(),
            unscoped,
            place.clauses(draft.parsed(), keyword, position));
    block.add(ref);
    From from = new From(draft, selects, selects.expressions(), block, null, ctes);
    Optional<String> schema =
        table.getAlias() == null ? Optional.of(facts.relation().name().schema()) : Optional.empty();
    Source source = Source.of(ref, schema, List.of());
    if (draft.dialect() instanceof MysqlDialect) {
      from.target(ref, source, position);
    } else {
      from.scope().add(source, position);
    }
    return new Target(ref, block, from);
  }

  private Result finish(
      Target target, @Nullable Expression where, @Nullable ReturningClause returning) {
    Set<TableRef> all = BoundaryProof.identitySet();
    all.addAll(target.block().refs());
    if (where != null) {
      target.block().condition(where, target.from().scope(), all, true);
    }
    List<Output> outputs =
        returning(draft, selects, returning, target.ref(), target.from(), Ctes.NONE);
    target.block().close(target.from().onClauses());
    return new Result(target.ref().facts(), Selects.settled(outputs, target.block().refs()));
  }

  // The table that changes comes first, then what FROM or USING gives.
  private static List<StarColumn> star(Scope scope, @Nullable From from, Draft draft) {
    if (from != null && draft.dialect() instanceof MysqlDialect) {
      return from.star();
    }
    List<StarColumn> columns = new ArrayList<>(StarColumn.of(scope.sources().get(0), draft));
    if (from != null) {
      columns.addAll(from.star());
    }
    return columns;
  }

  /** What RETURNING gives: over the target alone, or over all that the statement's FROM names. */
  static List<Output> returning(
      Draft draft,
      Selects selects,
      @Nullable ReturningClause returning,
      TableRef target,
      @Nullable From from,
      Ctes ctes) {
    if (returning == null) {
      return List.of();
    }
    Scope scope = from == null ? new Scope(null, ctes) : from.scope();
    if (from == null) {
      scope.add(
          Source.of(target, Optional.of(target.facts().relation().name().schema()), List.of()),
          target.position());
    }
    List<SelectItem<?>> items = new ArrayList<>(returning);
    return selects.selectList().outputs(items, scope, star(scope, from, draft));
  }
}
