package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One item of FROM as names see it.
 *
 * @param alias the name it goes by in this block; empty for an item without one
 * @param schema the schema by which its columns may be qualified, only for a table without an alias
 * @param columns in their order
 * @param table the reference where the item is a table of the database
 * @param kind what its columns come from
 */
record Source(
    String alias,
    Optional<String> schema,
    List<Column> columns,
    Optional<TableRef> table,
    Kind kind) {

  /** What an item's columns come from. */
  enum Kind {
    /** Rows of a table or query. */
    ROWS,
    /** A function whose columns are known. */
    FUNCTION,
    /** A function that may have columns beside those that are known. */
    OPEN_FUNCTION
  }

  /** A column of the item. */
  record Column(String name, Origin origin) {}

  Source {
    columns = List.copyOf(columns);
  }

  Source(String alias, Optional<String> schema, List<Column> columns, Optional<TableRef> table) {
    this(alias, schema, columns, table, Kind.ROWS);
  }

  static Source of(TableRef ref, Optional<String> schema, List<String> renamed) {
    List<Column> columns = new ArrayList<>();
    TableFacts facts = ref.facts();
    for (var info : facts.relation().columns()) {
      int index = columns.size();
      String name = index < renamed.size() ? renamed.get(index) : info.name();
      columns.add(new Column(name, origin(ref, info.name())));
    }
    return new Source(ref.alias(), schema, columns, Optional.of(ref));
  }

  private static Origin origin(TableRef ref, String column) {
    if (ref.facts().isTenancyColumn(column)) {
      return new Origin.Tenancy(ref);
    }
    return ref.facts().cell(column).<Origin>map(Origin.Cell::new).orElse(Origin.PLAIN);
  }

  /** The column of this name; two of one name are ambiguous, as for the server. */
  Optional<Column> column(String name, int position) {
    Optional<Column> found = Optional.empty();
    for (Column column : columns) {
      if (column.name().equals(name)) {
        if (found.isPresent()) {
          throw Refusal.unsupported("column " + name + " is ambiguous", position);
        }
        found = Optional.of(column);
      }
    }
    return found;
  }

  /** Whether it is a table of which the catalog tells more than its columns. */
  boolean isSpecial() {
    return table.filter(t -> t.facts().relation().special()).isPresent();
  }

  /** Whether it may have columns that are not known, all of them plain. */
  boolean isOpen() {
    return kind == Kind.OPEN_FUNCTION || isSystemTable();
  }

  boolean isFunction() {
    return kind != Kind.ROWS;
  }

  boolean isSystemTable() {
    return table.isPresent()
        && table.get().facts().relation().columns().isEmpty()
        && table.get().facts().isPlain();
  }
}
