package io.tenantcrypt.plan;

import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.LogicalType;

/**
 * Everything that sealing and opening a column's cells needs, but the tenant and the key.
 *
 * @param table the table, as messages name it
 * @param column the column, as messages name it
 * @param domain authenticated with each cell
 * @param type what the application sees
 * @param storage the form of a cell
 * @param pad plaintexts are padded to the next multiple of this; 1 is none
 * @param platform whether cells are sealed under the reserved platform tenant
 * @param label {@code table.column}, for messages: made with the plan, not for each cell
 */
public record ProtectedColumn(
    String table,
    String column,
    String domain,
    LogicalType type,
    ColumnPolicy.Storage storage,
    int pad,
    boolean platform,
    String label) {

  public ProtectedColumn {
    label = table + "." + column;
  }

  /** A column with the label that it has. */
  public ProtectedColumn(
      String table,
      String column,
      String domain,
      LogicalType type,
      ColumnPolicy.Storage storage,
      int pad,
      boolean platform) {
    this(table, column, domain, type, storage, pad, platform, "");
  }
}
