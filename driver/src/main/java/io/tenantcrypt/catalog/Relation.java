package io.tenantcrypt.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A relation of the database.
 *
 * @param name full name
 * @param kind what it is
 * @param columns visible columns in their order, dropped ones left out
 * @param uniqueKeys the columns of each primary key and unique constraint or index without
 *     predicate or expression; in MariaDB and MySQL an empty name stands for an expression or a
 *     part of a column
 * @param reaches relations whose rows a query of this one reads or writes besides its own: a view's
 *     bases, inheritance children, partitions, targets of rules; transitively closed
 * @param special whether it has rewrite rules or INSTEAD OF triggers of its own (a view's SELECT
 *     rule does not count), or columns that {@code *} does not give
 * @param parents the tables that it is a partition of or inherits from, in one step
 * @param opaque whether it, or what it reaches, runs code of users, of which nobody can say what it
 *     reads
 */
public record Relation(
    RelationName name,
    Kind kind,
    List<ColumnInfo> columns,
    List<List<String>> uniqueKeys,
    Set<RelationName> reaches,
    boolean special,
    List<RelationName> parents,
    boolean opaque) {

  /** What a relation is. */
  public enum Kind {
    TABLE,
    PARTITIONED_TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    FOREIGN_TABLE,
    SEQUENCE,
    OTHER
  }

  public Relation {
    columns = List.copyOf(columns);
    uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    reaches = Set.copyOf(reaches);
    parents = List.copyOf(parents);
  }

  /** A relation that is nobody's partition or child. */
  public Relation(
      RelationName name,
      Kind kind,
      List<ColumnInfo> columns,
      List<List<String>> uniqueKeys,
      Set<RelationName> reaches,
      boolean special) {
    this(name, kind, columns, uniqueKeys, reaches, special, List.of(), false);
  }

  /** The column of exactly this name. */
  public Optional<ColumnInfo> column(String column) {
    for (ColumnInfo candidate : columns) {
      if (candidate.name().equals(column)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
