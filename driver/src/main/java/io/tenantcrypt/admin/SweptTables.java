package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds every table that can hold a tenant's cells. A table that is left out by mistake would keep
 * cells that nobody can open any more once their key is destroyed, so whatever is not certain is
 * refused. Partitions are swept with their table; children of an inheritance each on their own,
 * since a key is unique in one table only. For one thread.
 */
final class SweptTables {

  private final Policy policy;
  private final CatalogSnapshot catalog;
  private final TenantId tenant;
  private final Connection raw;
  private final SweptNames names;

  private SweptTables(
      Policy policy, CatalogSnapshot catalog, TenantId tenant, Connection raw, SweptNames names) {
    this.policy = policy;
    this.catalog = catalog;
    this.tenant = tenant;
    this.raw = raw;
    this.names = names;
  }

  /**
   * The tables, by name.
   *
   * @param raw a connection of the real driver's, of the role that will sweep
   * @param catalog as it is now
   * @param tenant whose; the platform's for tables that all tenants share
   * @throws TenantCryptException TC041 if a table cannot be swept completely
   */
  static List<SweptTable> of(
      Connection raw, Policy policy, CatalogSnapshot catalog, TenantId tenant) throws SQLException {
    return new SweptTables(policy, catalog, tenant, raw, SweptNames.of(raw)).all();
  }

  private List<SweptTable> all() throws SQLException {
    List<Relation> relations =
        catalog.relations().values().stream()
            .sorted(Comparator.comparing(relation -> relation.name().toString()))
            .toList();
    Set<TablePolicy> found = new HashSet<>();
    List<SweptTable> tables = new ArrayList<>();
    for (Relation relation : relations) {
      Optional<TablePolicy> entry = entry(relation);
      if (entry.isPresent()) {
        policy
            .table(relation.name().schema(), relation.name().name())
            .filter(own -> !own.columns().isEmpty() && isTable(relation) && !found.add(own))
            .ifPresent(own -> requireSchema(own, relation));
        if (entry.get().shared() == tenant.equals(TenantId.PLATFORM)
            && !entry.get().columns().isEmpty()
            && holdsRows(relation)
            && !isSweptWithItsParent(relation, entry.get())) {
          table(relation, entry.get()).ifPresent(tables::add);
        }
      }
    }
    for (TablePolicy entry : policy.tables()) {
      if (!entry.columns().isEmpty() && !found.contains(entry)) {
        names.requireAbsent(entry.name());
      }
    }
    return List.copyOf(tables);
  }

  private static boolean isTable(Relation relation) {
    return relation.kind() == Relation.Kind.TABLE
        || relation.kind() == Relation.Kind.PARTITIONED_TABLE;
  }

  /** Two tables under one name would share a domain, so the driver serves neither. */
  private static void requireSchema(TablePolicy entry, Relation relation) {
    throw refused(
        relation,
        "is one of several that the policy's table "
            + entry.name()
            + " means. Name the schema in the policy");
  }

  /** The policy's entry for a table, or for one that it is a partition or child of. */
  private Optional<TablePolicy> entry(Relation relation) {
    Set<RelationName> seen = new LinkedHashSet<>(Set.of(relation.name()));
    Deque<RelationName> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      RelationName name = open.remove();
      Optional<TablePolicy> entry = policy.table(name.schema(), name.name());
      if (entry.isPresent()) {
        return entry;
      }
      for (RelationName parent : catalog.relation(name).map(Relation::parents).orElse(List.of())) {
        if (seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holdsRows(Relation relation) {
    return switch (relation.kind()) {
      case TABLE, PARTITIONED_TABLE -> true;
      case FOREIGN_TABLE ->
          throw refused(
              relation,
              "is on another server, where its rows are not seen to the end. Rotate there, or take"
                  + " the table out of the policy");
      case VIEW, MATERIALIZED_VIEW, SEQUENCE, OTHER -> false;
    };
  }

  private boolean isSweptWithItsParent(Relation relation, TablePolicy entry) {
    for (RelationName name : relation.parents()) {
      Optional<Relation> parent = catalog.relation(name);
      if (parent.filter(p -> p.kind() == Relation.Kind.PARTITIONED_TABLE).isPresent()) {
        Optional<TablePolicy> above = entry(parent.get());
        if (above.isPresent()
            && above.get().shared() == entry.shared()
            && above.get().columns().keySet().containsAll(entry.columns().keySet())) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<SweptTable> table(Relation relation, TablePolicy entry) throws SQLException {
    Optional<ColumnInfo> tenancy =
        entry.shared() ? Optional.empty() : Optional.of(tenancy(relation, entry));
    Optional<SweptTable.Tenant> whose = tenancy.flatMap(this::tenant);
    if (tenancy.isPresent() && whose.isEmpty()) {
      return Optional.empty(); // its type has no value for this tenant, so there is no row of it
    }
    RelationName physical = names.physical(relation.name());
    SweepDialect dialect = names.dialect();
    String name = dialect.quote(physical.schema()) + "." + dialect.quote(physical.name());
    boolean alone = dialect == SweepDialect.POSTGRESQL && relation.kind() == Relation.Kind.TABLE;
    requireEveryRow(relation, name);
    return Optional.of(
        new SweptTable(
            relation.name().toString(),
            alone ? "only " + name : name,
            whose,
            key(relation, physical, tenancy),
            cells(relation, entry),
            names.setAtUpdate(physical)));
  }

  private ColumnInfo tenancy(Relation relation, TablePolicy entry) {
    String name = entry.tenancyColumn().orElseGet(() -> policy.tenancy().column());
    ColumnInfo column =
        relation
            .column(name)
            .orElseThrow(
                () ->
                    refused(
                        relation,
                        "has no tenancy column "
                            + name
                            + ". Add it, or list the table with tenant: none"));
    if (!column.exactEquality()) {
      throw refused(
          relation,
          "has a tenancy column "
              + name
              + " that takes two tenants for one. Give it a type or a collation that compares"
              + " exactly");
    }
    return column;
  }

  private Optional<SweptTable.Tenant> tenant(ColumnInfo column) {
    return names
        .dialect()
        .kind(column.type())
        .flatMap(
            kind ->
                kind.parse(tenant.value())
                    .map(v -> new SweptTable.Tenant(names.quoted(column.name()), kind, v)));
  }

  private List<SweptTable.Cells> cells(Relation relation, TablePolicy entry) {
    List<SweptTable.Cells> cells = new ArrayList<>();
    for (ColumnPolicy column : entry.columns().values()) {
      if (relation.column(column.name()).isEmpty()) {
        throw refused(
            relation,
            "has no column "
                + column.name()
                + ", which the policy protects. Migrate the table, or correct the policy");
      }
      if (column.encryption() != ColumnPolicy.Encryption.RANDOMIZED || !column.bindTo().isEmpty()) {
        throw new TenantCryptException(
            ErrorCode.TC040,
            "Column "
                + relation.name()
                + "."
                + column.name()
                + " is deterministic or bound to its row, and this version cannot seal such cells"
                + " anew.");
      }
      cells.add(
          new SweptTable.Cells(
              names.quoted(column.name()),
              new ProtectedColumn(
                  relation.name().toString(),
                  column.name(),
                  column.domain(),
                  column.type(),
                  column.storage(),
                  column.pad(),
                  entry.shared())));
    }
    return cells;
  }

  /** The columns that tell the tenant's rows apart: its own column tells none. */
  private List<KeyColumn> key(
      Relation relation, RelationName physical, Optional<ColumnInfo> tenancy) throws SQLException {
    List<KeyColumn> key = new ArrayList<>();
    for (String name : keyNames(relation, physical)) {
      ColumnInfo column =
          relation
              .column(name)
              .orElseThrow(
                  () -> refused(relation, "was changed meanwhile. Read the catalog again"));
      if (tenancy.filter(column::equals).isEmpty()) {
        key.add(new KeyColumn(names.quoted(name), kind(relation, column)));
      }
    }
    return key;
  }

  private KeyKind kind(Relation relation, ColumnInfo column) {
    return names
        .dialect()
        .kind(column.type())
        .orElseThrow(
            () ->
                refused(
                    relation,
                    "has a key column "
                        + column.name()
                        + " of type "
                        + column.type()
                        + ", by which it cannot be read in order and in pieces. Give it a primary"
                        + " key of integers, decimals, texts, uuids, bytes, dates or date-times"));
  }

  private List<String> keyNames(Relation relation, RelationName physical) throws SQLException {
    List<String> primary = names.primaryKey(physical);
    if (!primary.isEmpty()) {
      return primary;
    }
    List<List<String>> unique =
        relation.uniqueKeys().stream()
            .filter(key -> key.stream().allMatch(column -> isNotNull(relation, column)))
            .sorted(Comparator.<List<String>>comparingInt(List::size).thenComparing(List::toString))
            .toList();
    for (List<String> key : unique) {
      if (names.isValid(physical, key)) {
        return key;
      }
    }
    throw refused(
        relation,
        "has neither a primary key nor a unique one of NOT NULL columns, so its rows cannot be"
            + " told apart. Add a primary key");
  }

  private static boolean isNotNull(Relation relation, String column) {
    return relation.column(column).filter(ColumnInfo::notNull).isPresent();
  }

  /** Row-level security takes rows away without a word: none may be left out. */
  private void requireEveryRow(Relation relation, String name) throws SQLException {
    if (names.dialect() != SweepDialect.POSTGRESQL) {
      return;
    }
    try (PreparedStatement statement =
        raw.prepareStatement("SELECT pg_catalog.row_security_active(?)")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) {
          throw refused(
              relation,
              "has row-level security that applies to this role, so it may not see every row. Use a"
                  + " role with BYPASSRLS, or the table's owner where it is not forced");
        }
      }
    }
  }

  private static TenantCryptException refused(Relation relation, String why) {
    return new TenantCryptException(
        ErrorCode.TC041, "Table " + relation.name() + " cannot be swept: it " + why + ".");
  }
}
