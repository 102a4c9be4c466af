package io.tenantcrypt.sql;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables that one UPDATE or DELETE changes. Only MariaDB and MySQL change several at once, or
 * qualify the columns of SET.
 */
final class Targets {

  private final Draft draft;
  private final TableFacts target;
  private final @Nullable Scope scope;

  Targets(Draft draft, TableRef target, Scope scope) {
    this.draft = draft;
    this.target = target.facts();
    this.scope = draft.dialect() instanceof MysqlDialect ? scope : null;
  }

  private Targets(Draft draft, TableFacts target) {
    this.draft = draft;
    this.target = target;
    this.scope = null;
  }

  /** One table whose columns are not qualified. */
  static Targets only(Draft draft, TableFacts target) {
    return new Targets(draft, target);
  }

  TableFacts target() {
    return target;
  }

  /** The table of a column of SET. */
  TableFacts of(List<Token> name, boolean subscripted, int position) {
    if (name.isEmpty() || name.size() > 2 || subscripted || (name.size() == 2 && scope == null)) {
      throw Refusal.unsupported("a qualified or subscripted column in SET", position);
    }
    if (scope == null) {
      return target;
    }
    TableFacts facts = name.size() == 2 ? named(name.get(0)) : holding(name.get(0), scope);
    draft.fills(facts);
    return facts;
  }

  private TableFacts holding(Token column, Scope known) {
    @Nullable TableFacts found = null;
    for (Source source : known.sources()) {
      if (source.table().isEmpty() && source.column(column.value(), column.position()).isEmpty()) {
        continue;
      }
      boolean has = source.column(column.value(), column.position()).isPresent();
      if (has && (found != null || source.table().isEmpty())) {
        throw Refusal.unsupported(
            "column " + column.value() + " in SET is ambiguous; qualify it", column.position());
      }
      if (has) {
        found = source.table().orElseThrow().facts();
      }
    }
    if (found == null) {
      throw Refusal.unresolved(
          "column " + column.value() + " in SET is not found", column.position());
    }
    return found;
  }

  private TableFacts named(Token qualifier) {
    List<Source> sources =
        scope == null
            ? List.of()
            : scope.sources().stream().filter(s -> s.alias().equals(qualifier.value())).toList();
    Optional<TableRef> table = sources.size() == 1 ? sources.get(0).table() : Optional.empty();
    return table
        .map(TableRef::facts)
        .orElseThrow(
            () ->
                Refusal.unsupported(
                    "the table " + qualifier.value() + " that changes is not found once in FROM",
                    qualifier.position()));
  }

  /** A table that stands between DELETE and FROM: one of those that FROM names. */
  void deleted(Table table) {
    List<Token> name = draft.name(table);
    if (name.size() != 1) {
      throw Refusal.unsupported(
          "DELETE of a table by more than its name or alias", draft.position(table));
    }
    draft.changes(named(name.get(0)));
  }
}
