package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.TargetColumn;
import io.tenantcrypt.tenancy.TenantType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What policy and catalog together say of one table.
 *
 * @param relation the table in the catalog
 * @param tenancy its tenancy column where it is a tenant table
 * @param cells its protected columns by name
 * @param owner of a temporary table without a tenancy column, the tenant whose rows it holds
 */
record TableFacts(
    Relation relation,
    Optional<Tenancy> tenancy,
    Map<String, ProtectedColumn> cells,
    Optional<String> owner) {

  /** A tenancy column and how it compares. */
  record Tenancy(String column, TenantType type) {}

  TableFacts {
    cells = Map.copyOf(cells);
  }

  /** A table that holds no rows of a tenant beside what its columns say. */
  TableFacts(Relation relation, Optional<Tenancy> tenancy, Map<String, ProtectedColumn> cells) {
    this(relation, tenancy, cells, Optional.empty());
  }

  String label() {
    return relation.name().toString();
  }

  boolean isTenantTable() {
    return tenancy.isPresent();
  }

  boolean isPlain() {
    return tenancy.isEmpty() && cells.isEmpty() && owner.isEmpty();
  }

  /** Whether it is the session's own and vanishes with it. */
  boolean isTemporary() {
    return relation.name().schema().equals(SessionView.TEMPORARY_SCHEMA);
  }

  /** Whether its rows hold a tenant's cells and no column says whose. */
  boolean holdsCellsOfSomebody() {
    return tenancy.isEmpty() && cells.values().stream().anyMatch(c -> !c.platform());
  }

  boolean isTenancyColumn(String column) {
    return tenancy.isPresent() && tenancy.get().column().equals(column);
  }

  Optional<ProtectedColumn> cell(String column) {
    return Optional.ofNullable(cells.get(column));
  }

  List<TargetColumn> targets() {
    return relation.columns().stream().map(this::target).toList();
  }

  private TargetColumn target(ColumnInfo column) {
    OutputColumn output =
        cell(column.name()).<OutputColumn>map(OutputColumn.Cell::new).orElse(OutputColumn.PLAIN);
    return new TargetColumn(column.name(), output);
  }
}
