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

  Result update(Update update) {
    if (update.getStartJoins() != null && !update.getStartJoins().isEmpty()) {
      throw Refusal.unsupported("UPDATE of several tables", draft.position(update.getTable()));
    }
    Ctes ctes = selects.with(update.getWithItemsList(), null, Ctes.NONE);
    Target target = target(update.getTable(), ctes, "update");
    target.from().read(update.getFromItem(), update.getJoins());
    Scope scope = target.from().scope();
    Assignments assignments = new Assignments(draft, selects.expressions());
    for (UpdateSet set : update.getUpdateSets()) {
      set(draft, set, target.ref().facts(), assignments, scope);
    }
    return finish(target, update.getWhere(), update.getReturningClause());
  }

  /** Judges one element of SET, of an UPDATE or of ON CONFLICT DO UPDATE. */
  static void set(
      Draft draft, UpdateSet set, TableFacts facts, Assignments assignments, Scope scope) {
    int width = set.getColumns().size();
    if (set.getValues().size() != width) {
      throw Refusal.unsupported(
          "a row assignment whose values are not listed one by one", draft.position(set));
    }
    for (int i = 0; i < width; i++) {
      Column column = set.getColumns().get(i);
      List<Token> name = draft.name(column);
      if (name.size() != 1) {
        throw Refusal.unsupported("a qualified column in SET", draft.position(column));
      }
      assignments.assign(facts, name.get(0).value(), set.getValue(i), scope);
    }
  }

  Result delete(Delete delete) {
    Ctes ctes = selects.with(delete.getWithItemsList(), null, Ctes.NONE);
    Target target = target(delete.getTable(), ctes, "delete");
    List<FromItem> using = delete.getUsingFromItemList();
    if (delete.getJoins() != null && !delete.getJoins().isEmpty()) {
      throw Refusal.unsupported("DELETE with joins", draft.position(delete.getTable()));
    }
    List<Join> joins = new ArrayList<>();
    for (FromItem item : using == null ? List.<FromItem>of() : using) {
      Join comma = new Join();
      comma.setSimple(true);
      comma.setFromItem(item);
      joins.add(comma);
    }
    target.from().read(null, joins);
    return finish(target, delete.getWhere(), delete.getReturningClause());
  }

  private record Target(TableRef ref, Block block, From from) {}

  private Target target(@Nullable Table table, Ctes ctes, String keyword) {
    if (table == null) {
      throw Refusal.unsupported("a statement without its table", 0);
    }
    int position = draft.position(table);
    List<Token> tokens = draft.parsed().tokens();
    int start = new Clauses(tokens, 0, tokens.size()).find(keyword);
    if (start < 0) {
      throw Refusal.unsupported("the statement's first word is not found", position);
    }
    TableFacts facts = selects.table(draft.name(table), position);
    String alias = Names.alias(table.getAlias()).orElse(facts.relation().name().name());
    TableRef ref = new TableRef(facts, alias, position);
    Block block =
        new Block(
            draft, selects.expressions(), unscoped, new Clauses(tokens, start, tokens.size()));
    block.add(ref);
    draft.trace().changes();
    From from = new From(draft, selects, selects.expressions(), block, null, ctes);
    Optional<String> schema =
        table.getAlias() == null ? Optional.of(facts.relation().name().schema()) : Optional.empty();
    from.scope().add(Source.of(ref, schema, List.of()), position);
    return new Target(ref, block, from);
  }

  private Result finish(
      Target target, @Nullable Expression where, @Nullable ReturningClause returning) {
    Set<TableRef> all = BoundaryProof.identitySet();
    all.addAll(target.block().refs());
    if (where != null) {
      target.block().condition(where, target.from().scope(), all, true);
    }
    List<Output> outputs = returning(draft, selects, returning, target.ref(), target.from());
    target.block().close(target.from().onClauses());
    return new Result(target.ref().facts(), outputs);
  }

  /** What RETURNING gives: over the target alone, or over all that the statement's FROM names. */
  static List<Output> returning(
      Draft draft,
      Selects selects,
      @Nullable ReturningClause returning,
      TableRef target,
      @Nullable From from) {
    if (returning == null) {
      return List.of();
    }
    Scope scope = from == null ? new Scope(null, Ctes.NONE) : from.scope();
    if (from == null) {
      scope.add(
          Source.of(target, Optional.of(target.facts().relation().name().schema()), List.of()),
          target.position());
    }
    List<SelectItem<?>> items = new ArrayList<>(returning);
    return selects.selectList().outputs(items, scope, Set.of());
  }
}
