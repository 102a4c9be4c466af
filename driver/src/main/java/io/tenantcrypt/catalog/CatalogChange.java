package io.tenantcrypt.catalog;

import java.util.List;

/** What a statement of DDL does to the catalog, as far as later statements must know. */
public sealed interface CatalogChange {

  /** A new relation. */
  record Created(Relation relation, boolean temporary) implements CatalogChange {}

  /** A table that is gone. */
  record Dropped(RelationName name) implements CatalogChange {}

  /** New columns at the end of a table. */
  record ColumnsAdded(RelationName name, List<ColumnInfo> columns) implements CatalogChange {
    public ColumnsAdded {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A temporary table now holds rows of the tenant that the statement works for. In a plan only: a
   * session keeps it as {@link Owned}.
   */
  record Filled(RelationName name) implements CatalogChange {}

  /** A temporary table holds rows of this tenant. */
  record Owned(RelationName name, String tenant) implements CatalogChange {}

  /** A temporary table holds no row any more. */
  record Emptied(RelationName name) implements CatalogChange {}

  /**
   * Something else that cannot change which rows a tenant table's name reaches (an index, a
   * sequence, a comment); the snapshot is read again after the transaction.
   */
  record Other() implements CatalogChange {}

  /**
   * Relations, columns or functions come, go or move that the text does not name (a cascade), or in
   * a way that is not worth following: what there is must be read before the next statement.
   */
  record Unknown() implements CatalogChange {}
}
