package io.tenantcrypt.admin;

import io.tenantcrypt.plan.ProtectedColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table whose cells of one tenant are to be sealed anew, and how to get at them. Immutable.
 *
 * @param label the table, as messages name it
 * @param from what stands behind FROM and UPDATE: quoted, of the one physical table
 * @param tenant which rows; empty for a table that all tenants share
 * @param key not null and unique among the tenant's rows; empty if the tenant has one row at most
 * @param cells the protected columns
 * @param kept quoted columns that the server would set at an update and that are to stay
 */
record SweptTable(
    String label,
    String from,
    Optional<Tenant> tenant,
    List<KeyColumn> key,
    List<Cells> cells,
    List<String> kept) {

  /**
   * The tenancy column and the tenant in its type.
   *
   * @param column quoted
   * @param kind how the value is bound
   * @param value the tenant's id
   */
  record Tenant(String column, KeyKind kind, Object value) {}

  /**
   * A protected column.
   *
   * @param name quoted
   * @param column what opening and sealing need
   */
  record Cells(String name, ProtectedColumn column) {}

  SweptTable {
    key = List.copyOf(key);
    cells = List.copyOf(cells);
    kept = List.copyOf(kept);
  }

  /** The key's columns, for messages. */
  String keyNames() {
    return key.stream().map(KeyColumn::name).collect(Collectors.joining(", "));
  }
}
