package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.TableFunction;
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
  private final List<StarColumn> star = new ArrayList<>();
  private int joinCount;
  private Group group;

  /** What the joins read so far hold, between two commas or within parentheses. */
  private record Group(Scope scope, List<TableRef> refs, List<StarColumn> star) {}

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
    this.group = newGroup();
  }

  private Group newGroup() {
    return new Group(new Scope(outer, all.ctes()), new ArrayList<>(), new ArrayList<>());
  }

  /** The whole block's scope. */
  Scope scope() {
    return all;
  }

  /** Where the ON of each join stands, as {first token, behind last}. */
  Map<Integer, int[]> onClauses() {
    return onClauses;
  }

  /** What {@code *} gives. */
  List<StarColumn> star() {
    List<StarColumn> columns = new ArrayList<>(star);
    columns.addAll(group.star());
    return columns;
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

  // The joins within are done first, among themselves; then all stand beside the others, or behind
  // the alias that hides them.
  private void parenthesed(ParenthesedFromItem item, int position) {
    if (item.getJoins() != null && item.getJoins().stream().anyMatch(Join::isSimple)) {
      throw Refusal.unsupported("a comma in a parenthesised join; write JOIN", position);
    }
    Optional<String> alias = Names.alias(item.getAlias());
    Scope.Mark mark = all.mark();
    Group around = group;
    group = newGroup();
    read(item.getFromItem(), item.getJoins());
    Group inner = group;
    group = around;
    around.refs().addAll(inner.refs());
    if (alias.isEmpty()) {
      inner.scope().sources().forEach(source -> around.scope().add(source, position));
      around.scope().mergeAll(inner.scope());
      around.star().addAll(inner.star());
      return;
    }
    // Their columns come first or in between, so that the others' places are not known.
    if (inner.scope().sources().stream().anyMatch(Source::isOpen)) {
      throw Refusal.unsupported(
          "an alias for joins with a system relation or a function whose columns are not known",
          position);
    }
    all.backTo(mark);
    // Outside the parentheses no name reaches these tables, so no predicate can be added there.
    inner.refs().forEach(ref -> placeIfFree(ref, TableRef.NOWHERE));
    List<String> renamed = Names.columns(item.getAlias());
    List<Source.Column> columns = new ArrayList<>();
    for (StarColumn column : inner.star()) {
      int i = columns.size();
      columns.add(
          new Source.Column(i < renamed.size() ? renamed.get(i) : column.name(), column.origin()));
    }
    add(new Source(alias.get(), Optional.empty(), columns, Optional.empty()), position);
  }

  private void join(Join join, int index) {
    int position = draft.position(join);
    if (join.isNatural()
        || join.isApply()
        || join.isSemi()
        || join.isGlobal()
        || join.isAny()
        || join.isAll()
        || join.isAsOf()
        || join.isArray()
        || join.isWindowJoin()) {
      throw Refusal.unsupported("this kind of join; write JOIN … ON", position);
    }
    if (join.isSimple()) {
      star.addAll(group.star());
      group = newGroup();
    }
    List<TableRef> left = List.copyOf(group.refs());
    List<StarColumn> leftStar = List.copyOf(group.star());
    item(join.getFromItem());
    List<TableRef> right = List.copyOf(group.refs().subList(left.size(), group.refs().size()));
    List<StarColumn> rightStar =
        List.copyOf(group.star().subList(leftStar.size(), group.star().size()));
    place(join, index, left, right);
    Set<TableRef> restricts = restricted(join, left, right);
    List<Expression> on = List.copyOf(join.getOnExpressions());
    if (on.size() > 1) {
      throw Refusal.unsupported("nested joins without parentheses", position);
    }
    for (Expression condition : on) {
      onClauses.put(index, onClause(join, position));
      block.condition(condition, group.scope(), restricts, false);
    }
    boolean natural = draft.take("natural", draft.parsed().start(join));
    List<String> names =
        natural
            ? natural(join, leftStar, rightStar)
            : join.getUsingColumns().stream().map(c -> draft.name(c).get(0).value()).toList();
    if (!names.isEmpty() && join.isRight() && !draft.dialect().isStandard()) {
      throw Refusal.unsupported(
          "RIGHT JOIN by common columns, whose order this server changes; write LEFT JOIN, or ON",
          position);
    }
    if (!names.isEmpty()) {
      merge(join, names, new Common(leftStar, rightStar), restricts);
    }
    boolean conditioned = !on.isEmpty() || !join.getUsingColumns().isEmpty();
    if (natural ? conditioned : conditioned == (join.isCross() || join.isSimple())) {
      throw Refusal.unsupported("a join without its condition, or CROSS JOIN with one", position);
    }
  }

  // The names are written out, so that the server joins by the columns that were proved even where
  // its catalog has changed since.
  private List<String> natural(Join join, List<StarColumn> left, List<StarColumn> right) {
    int position = draft.position(join);
    if (group.scope().sources().stream().anyMatch(Source::isOpen)) {
      throw Refusal.unsupported(
          "NATURAL JOIN with a system relation or a function whose columns are not known; name the columns with USING",
          position);
    }
    List<String> names =
        left.stream()
            .map(StarColumn::name)
            .filter(name -> right.stream().anyMatch(c -> c.name().equals(name)))
            .toList();
    int start = draft.parsed().start(join);
    int end = draft.parsed().end(join);
    Token word = draft.parsed().tokens().get(draft.parsed().tokenAt(start) - 1);
    draft.edits().replace(word.start(), start, "", List.of());
    String condition =
        names.isEmpty()
            ? " ON TRUE"
            : " USING (" + String.join(", ", names.stream().map(draft::quote).toList()) + ")";
    draft.edits().insert(end, condition, List.of());
    return names;
  }

  private record Common(List<StarColumn> left, List<StarColumn> right) {}

  // SQL:2016 part 2, 7.10: the common columns first, then what is left of both sides.
  private void merge(Join join, List<String> names, Common sides, Set<TableRef> restricts) {
    int position = draft.position(join);
    List<StarColumn> columns = new ArrayList<>();
    boolean open = group.scope().sources().stream().anyMatch(Source::isOpen);
    for (String name : names) {
      StarColumn left = StarColumn.one(sides.left(), name, open, position);
      StarColumn right = StarColumn.one(sides.right(), name, open, position);
      for (StarColumn side : List.of(left, right)) {
        if (Expressions.settled(side.origin()) instanceof Origin.Cell cell) {
          throw expressions.refused(cell, "a join on the columns' names", join);
        }
      }
      block.using(left.origin(), right.origin(), restricts);
      StarColumn merged = join.isRight() ? right : left;
      Origin origin = merged(join, left.origin(), right.origin());
      group.scope().merge(name, origin);
      all.merge(name, origin);
      columns.add(new StarColumn(name, origin, join.isFull() ? draft.quote(name) : merged.text()));
    }
    sides.left().stream().filter(c -> !names.contains(c.name())).forEach(columns::add);
    sides.right().stream().filter(c -> !names.contains(c.name())).forEach(columns::add);
    group.star().clear();
    group.star().addAll(columns);
  }

  // What is null-extended may be missing, and then the merged column is the other side's
  // (SQL:2016 part 2, 7.10: COALESCE of both). It is of the type that both sides convert to: beside
  // a value that is no tenant's that may be double precision, in which different tenants are equal.
  private static Origin merged(Join join, Origin left, Origin right) {
    Origin first = Expressions.settled(left);
    Origin second = Expressions.settled(right);
    if (isTenant(first) != isTenant(second)) {
      return Origin.PLAIN;
    }
    if (join.isFull()) {
      return isTenant(first) ? first : Origin.PLAIN;
    }
    return join.isRight() ? second : first;
  }

  private static boolean isTenant(Origin origin) {
    return origin instanceof Origin.Tenancy || origin instanceof Origin.TenantValue;
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

  private void item(FromItem item) {
    int position = draft.position(item);
    if (item instanceof TableFunction function) {
      add(new TableFunctions(draft, expressions).source(function, all), position);
    } else if (item instanceof Table table) {
      draft.take("only", draft.parsed().start(table));
      add(table(table, table.getAlias(), position), position);
    } else if (item instanceof LateralSubSelect lateral) {
      draft.dialect().require(Form.LATERAL, position);
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
        && parenthesed.getFromItem() instanceof Table table
        && draft.take("only", draft.parsed().start(parenthesed))
        && table.getAlias() == null
        && (parenthesed.getJoins() == null || parenthesed.getJoins().isEmpty())) {
      add(table(table, parenthesed.getAlias(), position), position); // ONLY (t)
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

  /** The table that the statement changes, where FROM and SET name tables side by side. */
  void target(TableRef ref, Source source, int position) {
    group.refs().add(ref);
    add(source, position);
  }

  private void add(Source source, int position) {
    group.scope().add(source, position);
    all.add(source, position);
    group.star().addAll(StarColumn.of(source, draft));
  }

  private Source table(Table table, @Nullable Alias given, int position) {
    List<Token> parts = draft.name(table);
    Optional<String> alias = Names.alias(given);
    List<String> renamed = Names.columns(given);
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
    group.refs().add(ref);
    Optional<String> schema =
        alias.isPresent() ? Optional.empty() : Optional.of(facts.relation().name().schema());
    return Source.of(ref, schema, renamed);
  }

  private Source derived(ParenthesedSelect select, @Nullable Scope around, boolean lateral) {
    List<Output> outputs = selects.query(select, around, all.ctes());
    String alias = Names.alias(select.getAlias()).orElse("");
    return source(alias, Names.columns(select.getAlias()), outputs, lateral);
  }

  private static Origin unproved(Origin origin) {
    boolean tenant =
        origin instanceof Origin.TenantValue
            || (origin instanceof Origin.Input input && input.column().holdsTenant());
    return tenant ? Origin.PLAIN : origin;
  }

  // A lateral table may be pinned by a reference of this very block, so it proves nothing for it.
  private static Source source(
      String alias, List<String> renamed, List<Output> outputs, boolean lateral) {
    List<Source.Column> columns = new ArrayList<>();
    for (Output output : outputs) {
      int i = columns.size();
      // The server gives a NULL without a type the type text where a query ends.
      Origin given = output.origin() instanceof Origin.Null ? Origin.PLAIN : output.origin();
      Origin origin = lateral ? unproved(given) : given;
      columns.add(new Source.Column(i < renamed.size() ? renamed.get(i) : output.name(), origin));
    }
    return new Source(alias, Optional.empty(), columns, Optional.empty());
  }
}
