package io.tenantcrypt.policy.yaml;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the columns of one table must not do to each other. */
final class PhysicalColumns {

  private final Set<String> protectedColumns;
  private final Optional<String> tenantId;
  private final Set<String> indexColumns = new HashSet<>();

  PhysicalColumns(Set<String> protectedColumns, Optional<String> tenantId) {
    this.protectedColumns = protectedColumns;
    this.tenantId = tenantId;
  }

  /** A blind index has a column to itself. */
  void index(Value value, String column) {
    if (protectedColumns.contains(column)) {
      value.problem("the index needs a column of its own; this one is protected itself");
    } else if (tenantId.filter(column::equals).isPresent()) {
      value.problem("the index needs a column of its own; this is the tenancy column");
    } else if (!indexColumns.add(column)) {
      value.problem("the index needs a column of its own; this one holds another index");
    }
  }

  /** What a cell is bound to is read as it stands in the row. */
  void bound(Value value, String column) {
    if (protectedColumns.contains(column)) {
      value.problem("a cell cannot be bound to a protected column");
    }
  }
}
