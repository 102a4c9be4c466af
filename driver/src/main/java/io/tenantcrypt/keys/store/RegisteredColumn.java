package io.tenantcrypt.keys.store;

import java.util.List;

/**
 * A protected column as the registry keeps it.
 *
 * @param table as the policy names it
 * @param column as the catalog holds it
 * @param domain the stored identifier that is authenticated with each cell
 * @param family the label of the logical type's family
 * @param mode {@code randomized} or {@code deterministic}
 * @param storage {@code binary} or {@code text}
 * @param migration how far the column's data is: {@link #ENCRYPTED}, until migration comes
 */
public record RegisteredColumn(
    String table,
    String column,
    String domain,
    String family,
    String mode,
    String storage,
    String migration) {

  /** Every value of the column is a cell. */
  public static final String ENCRYPTED = "encrypted";

  /** All components, in their order. */
  List<String> values() {
    return List.of(table, column, domain, family, mode, storage, migration);
  }

  /** Whether both are the same column of the same table. */
  boolean names(RegisteredColumn other) {
    return table.equals(other.table) && column.equals(other.column);
  }

  /**
   * Whether the other is this column under a new name: it stands in the same table and declares the
   * domain that this one had by its old name. That nothing is left under the old name is seen in
   * the catalog, where such a domain names it.
   */
  boolean becomes(RegisteredColumn other) {
    return table.equals(other.table)
        && domain.equals(toString())
        && values().subList(2, values().size()).equals(other.values().subList(2, values().size()));
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
