package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.ColumnReference;
import io.tenantcrypt.policy.TableName;
import io.tenantcrypt.policy.TablePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code tables}, with what must hold among columns. */
final class TablesReader {

  private final Optional<String> tenancyColumn;
  private final Domains domains = new Domains();
  private final Map<TableName, Integer> lines = new HashMap<>();
  private final List<TablePolicy> tables = new ArrayList<>();

  /** The tenancy column of tables that name none of their own; empty where it was not readable. */
  TablesReader(Optional<String> tenancyColumn) {
    this.tenancyColumn = tenancyColumn;
  }

  /** What was read, in order. */
  List<TablePolicy> tables() {
    return tables;
  }

  /** Whether this protected column was read. */
  boolean has(ColumnReference reference) {
    return tables.stream()
        .anyMatch(
            t -> t.name().equals(reference.table()) && t.columns().containsKey(reference.column()));
  }

  void read(Value value) {
    value
        .entries()
        .forEach(
            (written, entry) -> {
              if (Form.TABLE_NAME.matches(written)) {
                table(Names.table(written), entry);
              } else {
                entry.key().problem("expected " + Form.TABLE_NAME.expected());
              }
            });
    domains.check();
  }

  private void table(TableName name, Value.Entry entry) {
    Integer first = lines.putIfAbsent(name, entry.key().line());
    if (first != null) {
      entry.key().problem("the table is here a second time; it first stands in line " + first);
    }
    if (entry.value().isNothing()) {
      tables.add(new TablePolicy(name, false, Optional.empty(), Map.of()));
      return;
    }
    Section section = Section.of(entry.value(), "tenant", "columns");
    Tenant tenant = section.get("tenant").map(TablesReader::tenant).orElse(Tenant.USUAL);
    Optional<String> tenantId =
        tenant.shared() ? Optional.empty() : tenant.column().or(() -> tenancyColumn);
    Map<String, ColumnPolicy> columns =
        section.get("columns").map(v -> columns(name, tenantId, v)).orElse(Map.of());
    tables.add(new TablePolicy(name, tenant.shared(), tenant.column(), columns));
  }

  /** What stands at {@code tenant}. */
  private record Tenant(boolean shared, Optional<String> column) {
    static final Tenant USUAL = new Tenant(false, Optional.empty());
  }

  private static Tenant tenant(Value value) {
    if (value.isMapping()) {
      Section section = Section.of(value, "column");
      return new Tenant(false, section.require("column").flatMap(Form.COLUMN_NAME::read));
    }
    Optional<Scalar> scalar = value.scalar();
    if (scalar.filter(s -> s.text().equals("none")).isPresent()) {
      return new Tenant(true, Optional.empty());
    }
    scalar.ifPresent(s -> value.problem("expected none or { column: name }, not " + s.shown()));
    return Tenant.USUAL;
  }

  private Map<String, ColumnPolicy> columns(
      TableName table, Optional<String> tenantId, Value value) {
    Map<String, Value.Entry> entries = value.entries();
    PhysicalColumns physical = new PhysicalColumns(entries.keySet(), tenantId);
    Map<String, ColumnPolicy> columns = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          if (!Form.COLUMN_NAME.matches(name)) {
            entry.key().problem("expected " + Form.COLUMN_NAME.expected());
          }
          if (tenantId.filter(name::equals).isPresent()) {
            entry.key().problem("the tenancy column itself cannot be protected");
          }
          new ColumnReader(table, name, domains, physical)
              .read(entry.value())
              .ifPresent(column -> columns.put(name, column));
        });
    return columns;
  }
}
