package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Values;
import org.jspecify.annotations.Nullable;

/** Builds the scope of one block from its FROM, join by join, and hands ON conditions to it. */
final class From {

  private final Draft draft;
  private final Selects selects;
  private final Expressions expressions;
  private final Block block;
  private final @Nullable Scope outer;
  private final Scope all;
  private final Map<Integer, int[]> onClauses = new HashMap<>();
  private final Set<String> using = new LinkedHashSet<>();
  private int joinCount;
  private Scope group;
  private List<TableRef> groupRefs = new ArrayList<>();

  From(
      Draft draft,
      Selects selects,
      Expressions expressions,
      Block block,
      @Nullable Scope outer,
      Ctes ctes) {
    this.draft = draft;
    this.selects = selects;
    this.expressions = expressions;
    this.block = block;
    this.outer = outer;
    this.all = new Scope(outer, ctes);
    this.group = new Scope(outer, ctes);
  }

  /** The whole block's scope. */
  Scope scope() {
    return all;
  }

  /** Where the ON of each join stands, as {first token, behind last}. */
  Map<Integer, int[]> onClauses() {
    return onClauses;
  }

  /** Columns that USING has merged. */
  Set<String> using() {
    return using;
  }

  void read(@Nullable FromItem first, @Nullable Collection<Join> joins) {
    if (first != null) {
      item(first);
    }
    if (joins != null) {
      for (Join join : joins) {
        join(join, joinCount++);
      }
    }
  }

  // The joins within are done first, among themselves; then all stand beside the others.
  private void parenthesed(ParenthesedFromItem item, int position) {
    boolean comma = item.getJoins() != null && item.getJoins().stream().anyMatch(Join::isSimple);
    if (item.getAlias() != null || comma) {
      throw Refusal.unsupported(
          "a parenthesised join with an alias or a comma; write JOIN … ON", position);
    }
    Scope around = group;
    List<TableRef> refsAround = groupRefs;
    group = new Scope(outer, all.ctes());
    groupRefs = new ArrayList<>();
    read(item.getFromItem(), item.getJoins());
    group.sources().forEach(source -> around.add(source, position));
    refsAround.addAll(groupRefs);
    group = around;
    groupRefs = refsAround;
  }

  private void join(Join join, int index) {
    int position = draft.position(join);
    if (join.isNatural()
        || join.isApply()
        || join.isSemi()
        || join.isStraight()
        || join.isGlobal()
        || join.isAny()
        || join.isAll()
        || join.isAsOf()
        || join.isArray()
        || join.isWindowJoin()) {
      throw Refusal.unsupported("this kind of join; write JOIN … ON", position);
    }
    if (join.isSimple()) {
      group = new Scope(outer, all.ctes());
      groupRefs = new ArrayList<>();
    }
    List<TableRef> left = List.copyOf(groupRefs);
    int before = groupRefs.size();
    item(join.getFromItem());
    List<TableRef> right = List.copyOf(groupRefs.subList(before, groupRefs.size()));
    place(join, index, left, right);
    Set<TableRef> restricts = restricted(join, left, right);
    List<Expression> on = List.copyOf(join.getOnExpressions());
    if (on.size() > 1) {
      throw Refusal.unsupported("nested joins without parentheses", position);
    }
    for (Expression condition : on) {
      onClauses.put(index, onClause(join, position));
      block.condition(condition, group, restricts, false);
    }
    for (Column column : join.getUsingColumns()) {
      using(join, column, restricts);
    }
    boolean conditioned = !on.isEmpty() || !join.getUsingColumns().isEmpty();
    if (conditioned == (join.isCross() || join.isSimple())) {
      throw Refusal.unsupported("a join without its condition, or CROSS JOIN with one", position);
    }
  }

  // The ON of an outer join decides for the null-extended side only (SQL:2016 part 2, 7.10).
  private static Set<TableRef> restricted(Join join, List<TableRef> left, List<TableRef> right) {
    Set<TableRef> restricts = BoundaryProof.identitySet();
    if (join.isFull()) {
      return restricts;
    }
    if (!join.isLeft()) {
      restricts.addAll(left);
    }
    if (!join.isRight()) {
      restricts.addAll(right);
    }
    return restricts;
  }

  private static void place(Join join, int index, List<TableRef> left, List<TableRef> right) {
    if (join.isFull()) {
      left.forEach(r -> placeIfFree(r, TableRef.NOWHERE));
      right.forEach(r -> placeIfFree(r, TableRef.NOWHERE));
    } else if (join.isLeft()) {
      right.forEach(r -> placeIfFree(r, index));
    } else if (join.isRight()) {
      left.forEach(r -> placeIfFree(r, index));
    }
  }

  private static void placeIfFree(TableRef ref, int place) {
    if (ref.placement() == TableRef.IN_WHERE) {
      ref.placeIn(place);
    }
  }

  private int[] onClause(Join join, int position) {
    List<Token> tokens = draft.parsed().tokens();
    int from = draft.parsed().tokenAt(draft.parsed().start(join));
    int end = draft.parsed().end(join);
    int to = from;
    while (to >= 0 && to < tokens.size() && tokens.get(to).end() <= end) {
      to++;
    }
    int on = from < 0 ? -1 : new Clauses(tokens, from, to).find("on");
    if (on < 0 || on + 1 >= to) {
      throw Refusal.unsupported("a join whose ON is not found", position);
    }
    return new int[] {on + 1, to};
  }

  private void using(Join join, Column column, Set<TableRef> restricts) {
    int position = draft.position(column);
    String name = draft.name(column).get(0).value();
    List<Source> sources = group.sources();
    Source last = sources.get(sources.size() - 1);
    Scope before = new Scope(null, Ctes.NONE);
    sources.subList(0, sources.size() - 1).forEach(s -> before.add(s, position));
    using.forEach(u -> before.merge(u, group.merged(u)));
    Origin left = before.column(Optional.empty(), Optional.empty(), name, position);
    Origin right =
        last.column(name, position)
            .orElseThrow(() -> Refusal.unresolved("column " + name + " is not found", position))
            .origin();
    for (Origin side : List.of(left, right)) {
      if (side instanceof Origin.Cell cell) {
        throw expressions.refused(cell, "USING", column);
      }
    }
    block.using(left, right, restricts);
    Origin merged = merged(join, left, right);
    group.merge(name, merged);
    all.merge(name, merged);
    using.add(name);
  }

  // What is null-extended may be missing, and then the merged column is the other side's
  // (SQL:2016 part 2, 7.10: COALESCE of both).
  private static Origin merged(Join join, Origin left, Origin right) {
    if (join.isFull()) {
      return isTenant(left) && isTenant(right) ? left : Origin.PLAIN;
    }
    return join.isRight() ? right : left;
  }

  private static boolean isTenant(Origin origin) {
    return origin instanceof Origin.Tenancy || origin instanceof Origin.TenantValue;
  }

  private void item(FromItem item) {
    int position = draft.position(item);
    if (item instanceof Table table) {
      add(table(table, position), position);
    } else if (item instanceof LateralSubSelect lateral) {
      add(derived(lateral, all, true), position);
    } else if (item instanceof ParenthesedSelect select) {
      add(derived(select, outer, false), position);
    } else if (item instanceof ParenthesedFromItem parenthesed
        && parenthesed.getFromItem() instanceof Values values
        && (parenthesed.getJoins() == null || parenthesed.getJoins().isEmpty())) {
      List<Output> outputs = selects.values(values, new Scope(outer, all.ctes()));
      add(
          source(
              Names.alias(parenthesed.getAlias()).orElse(""),
              Names.columns(parenthesed.getAlias()),
              outputs,
              false),
          position);
    } else if (item instanceof ParenthesedFromItem parenthesed
        && !(parenthesed.getFromItem() instanceof Values)) {
      parenthesed(parenthesed, position);
    } else {
      throw Refusal.unsupported(
          item.getClass().getSimpleName()
              + " in FROM beside tenants' tables; use a table, a derived table or a CTE",
          position);
    }
  }

  private void add(Source source, int position) {
    group.add(source, position);
    all.add(source, position);
  }

  private Source table(Table table, int position) {
    List<Token> parts = draft.name(table);
    Optional<String> alias = Names.alias(table.getAlias());
    List<String> renamed = Names.columns(table.getAlias());
    String name = parts.isEmpty() ? "" : parts.get(parts.size() - 1).value();
    Optional<List<Output>> cte =
        parts.size() == 1 ? all.ctes().find(name) : Optional.<List<Output>>empty();
    if (cte.isPresent()) {
      return source(alias.orElse(name), renamed, cte.get(), false);
    }
    if (parts.size() == 1 && all.ctes().isPending(name)) {
      throw Refusal.unsupported(
          "common table expression " + name + " is used before it is defined", position);
    }
    TableFacts facts = selects.table(parts, position);
    TableRef ref = new TableRef(facts, alias.orElse(name), position);
    block.add(ref);
    groupRefs.add(ref);
    Optional<String> schema =
        alias.isPresent() ? Optional.empty() : Optional.of(facts.relation().name().schema());
    return Source.of(ref, schema, renamed);
  }

  private Source derived(ParenthesedSelect select, @Nullable Scope around, boolean lateral) {
    List<Output> outputs = selects.query(select, around, all.ctes());
    String alias = Names.alias(select.getAlias()).orElse("");
    return source(alias, Names.columns(select.getAlias()), outputs, lateral);
  }

  // A lateral table may be pinned by a reference of this very block, so it proves nothing for it.
  private static Source source(
      String alias, List<String> renamed, List<Output> outputs, boolean lateral) {
    List<Source.Column> columns = new ArrayList<>();
    for (Output output : outputs) {
      int i = columns.size();
      // The server gives a NULL without a type the type text where a query ends.
      boolean plain =
          output.origin() instanceof Origin.Null
              || (lateral && output.origin() instanceof Origin.TenantValue);
      Origin origin = plain ? Origin.PLAIN : output.origin();
      columns.add(new Source.Column(i < renamed.size() ? renamed.get(i) : output.name(), origin));
    }
    return new Source(alias, Optional.empty(), columns, Optional.empty());
  }
}
