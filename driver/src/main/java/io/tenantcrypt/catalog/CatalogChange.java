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
