package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges CREATE TABLE. For one thread. */
final class CreateTable {

  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("constraint", "primary", "unique", "foreign", "check", "exclude");
  private static final Set<String> TAILS = Set.of("partition", "with", "tablespace", "on", "using");

  private final Definition definition;
  private final TokenReader reader;
  private final Map<String, ColumnInfo> columns = new LinkedHashMap<>();

  private CreateTable(Definition definition, TokenReader reader) {
    this.definition = definition;
    this.reader = reader;
  }

  /**
   * Judges what follows {@code CREATE … TABLE}.
   *
   * @return false for a form that is not known
   */
  static boolean judge(Definition definition, TokenReader reader, boolean temporary) {
    return new CreateTable(definition, reader).judge(temporary);
  }

  private boolean judge(boolean declared) {
    boolean ifNotExists = reader.skipWords("if", "not", "exists");
    TokenReader.TableNameTokens name = reader.table();
    boolean temporary =
        declared || name.schema().filter(SessionView.TEMPORARY_SCHEMA::equals).isPresent();
    boolean partition = reader.skipWords("partition", "of");
    List<Relation> parents = new ArrayList<>();
    if (partition) {
      parents.add(definition.existing(reader.table()));
    }
    if (!partition && !reader.sees("(")) {
      return false;
    }
    List<List<Token>> elements = reader.sees("(") ? reader.list() : List.of();
    if (reader.skipWord("inherits")) {
      for (List<Token> parent : reader.list()) {
        parents.add(definition.existing(new TokenReader(parent).table()));
      }
    }
    List<Token> tail = reader.rest();
    boolean known =
        tail.isEmpty()
            || (tail.get(0).kind() == Token.Kind.WORD && TAILS.contains(tail.get(0).value()));
    if (!known && !partition) {
      return false;
    }
    if (temporary) {
      requireHarmless(name, parents);
    }
    RelationName table = definition.created(name, temporary);
    boolean there = ifNotExists && definition.view().find(table).isPresent();
    TableGuard guard = guard(table, parents, elements, name.position());
    elements(table, guard, elements);
    new Constraints(definition, table, guard).expression(partition ? bound(tail) : tail);
    if (there) {
      return true;
    }
    if (!parents.isEmpty()) {
      definition.change(new CatalogChange.Unknown());
      return true;
    }
    boolean partitioned = !tail.isEmpty() && tail.get(0).isWord("partition");
    Relation created =
        new Relation(
            table,
            partitioned ? Relation.Kind.PARTITIONED_TABLE : Relation.Kind.TABLE,
            List.copyOf(columns.values()),
            List.of(),
            Set.of(),
            false);
    // What ON COMMIT DROP takes away must not go on to shadow a name afterwards.
    boolean kept = temporary && tail.stream().noneMatch(t -> t.isWord("drop"));
    definition.change(new CatalogChange.Created(created, kept));
    // It may be there although it is not known any more; then its rows are still the tenant's.
    if (ifNotExists) {
      definition
          .view()
          .owner(table)
          .ifPresent(owner -> definition.change(new CatalogChange.Owned(table, owner)));
    }
    return true;
  }

  // One with a tenancy column is a tenant table like any other.
  private void requireHarmless(TokenReader.TableNameTokens name, List<Relation> parents) {
    Optional<String> own = Optional.of(name.table()).filter(definition::isListedTemporary);
    if (!parents.isEmpty() || definition.mentionsMoreThanTenancyAnd(own)) {
      throw Refusal.unsupported(
          "a temporary table with the name of a table that is there and protected, with one of the"
              + " kind in its text, or with parents",
          name.position());
    }
  }

  // The values of a bound are constants; what may follow reads columns.
  private static List<Token> bound(List<Token> tail) {
    for (int i = 0; i < tail.size(); i++) {
      if (tail.get(i).isWord("partition")) {
        return tail.subList(i, tail.size());
      }
    }
    return List.of();
  }

  private TableGuard guard(
      RelationName table, List<Relation> parents, List<List<Token>> elements, int position) {
    for (Relation parent : parents) {
      parent.columns().forEach(c -> columns.put(c.name(), c));
    }
    Set<String> names = new HashSet<>(columns.keySet());
    for (List<Token> element : elements) {
      if (!element.isEmpty()
          && !beginsConstraint(element.get(0))
          && !element.get(0).isWord("like")) {
        names.add(element.get(0).value());
      }
    }
    TableGuard own = definition.guard(table, names);
    for (Relation parent : parents) {
      TableGuard above = definition.guard(parent);
      if (above.isPlain() && own.isPlain()) {
        continue;
      }
      if (!definition.isListed(table) && parents.size() == 1) {
        return above;
      }
      if (!own.protectsLike(above)) {
        throw Refusal.mismatch(
            table
                + " would hold rows of "
                + parent.name()
                + " and the policy does not protect both alike; leave "
                + table
                + " out of the policy, so that it goes by its parent, or list it with the same"
                + " columns and the same domains",
            position);
      }
    }
    return own;
  }

  private void elements(RelationName table, TableGuard guard, List<List<Token>> elements) {
    Constraints constraints = new Constraints(definition, table, guard);
    for (List<Token> element : elements) {
      if (element.isEmpty()) {
        continue; // a table without columns
      }
      Token first = element.get(0);
      if (first.isWord("like")) {
        LikeClause.judge(definition, table, guard, element).forEach(c -> columns.put(c.name(), c));
      } else if (beginsConstraint(first)) {
        constraints.ofTable(element);
      } else if (isWithoutType(element)) {
        options(table, guard, constraints, element);
      } else {
        ColumnInfo column = column(definition, table, guard, ColumnTokens.of(element));
        columns.put(column.name(), column);
      }
    }
  }

  // A partition may add constraints to a column of its parent.
  private boolean isWithoutType(List<Token> element) {
    return columns.containsKey(element.get(0).value())
        && (element.size() == 1
            || element.get(1).isWord("with")
            || ColumnTokens.startsConstraint(element.get(1)));
  }

  private static void options(
      RelationName table, TableGuard guard, Constraints constraints, List<Token> element) {
    String column = element.get(0).value();
    List<Token> rest = element.subList(1, element.size());
    if (rest.size() > 1 && rest.get(0).isWord("with") && rest.get(1).isWord("options")) {
      rest = rest.subList(2, rest.size());
    }
    List<ConstraintTokens> all = ConstraintTokens.ofColumn(rest);
    if (guard.cells().containsKey(column)) {
      CellColumn.requireHarmless(table + "." + column, all);
    }
    constraints.ofColumn(column, all);
  }

  /** A column of CREATE TABLE or ADD COLUMN, as the catalog will hold it. */
  static ColumnInfo column(
      Definition definition, RelationName table, TableGuard guard, ColumnTokens column) {
    String name = column.name().value();
    var cell = guard.cells().get(name);
    if (cell != null) {
      return CellColumn.rewrite(definition, table.toString(), column, cell, guard.cells());
    }
    new Constraints(definition, table, guard).ofColumn(name, column.constraintList());
    return column.info();
  }

  /** Whether a word begins a constraint of a table, not a column. */
  static boolean beginsConstraint(Token first) {
    return first.kind() == Token.Kind.WORD && TABLE_CONSTRAINTS.contains(first.value());
  }
}
