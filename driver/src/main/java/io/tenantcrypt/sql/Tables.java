package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TableName;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.policy.TenancyPolicy.Unlisted;
import io.tenantcrypt.tenancy.TenantType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves names of one statement to what policy and catalog say of them. For one thread. */
final class Tables {

  private final Policy policy;
  private final SessionView view;
  private final Dialect dialect;
  private final String keyStoreSchema;
  private final Map<RelationName, TableFacts> known = new HashMap<>();

  /** More tables in one statement than anybody plans a query for; the proof compares each pair. */
  private static final int MOST_REFERENCES = 1_000;

  private int references;

  Tables(Policy policy, SessionView view, String keyStoreSchema) {
    this.policy = policy;
    this.view = view;
    this.dialect = Dialect.of(view);
    this.keyStoreSchema = keyStoreSchema;
  }

  SessionView view() {
    return view;
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * The table that a name of the statement means.
   *
   * @throws Refusal if it is not there, is one of ours, or reaches tenants' rows on a way that is
   *     not analysed
   */
  TableFacts resolve(Optional<String> schema, String name, int position) {
    references++;
    if (references > MOST_REFERENCES) {
      throw Refusal.unsupported(
          "the statement names more than " + MOST_REFERENCES + " tables", position);
    }
    if (schema.isPresent() && dialect.systemSchemas().contains(schema.get())) {
      return system(new RelationName(schema.get(), name), position);
    }
    Optional<Relation> found =
        schema.isPresent()
            ? view.find(new RelationName(schema.get(), name))
            : unqualified(name, position);
    if (found.isEmpty() && schema.isEmpty() && view.snapshot().systemRelations().contains(name)) {
      return system(new RelationName("pg_catalog", name), position);
    }
    Relation relation =
        found.orElseThrow(
            () ->
                Refusal.unresolved(
                    "relation "
                        + schema.map(s -> s + "." + name).orElse(name)
                        + " is not in the catalog as the driver's role sees it; create it, or grant"
                        + " the role USAGE on its schema",
                    position));
    return facts(relation, position);
  }

  // A temporary table shadows everything; pg_catalog comes before the rest unless the path says so.
  private Optional<Relation> unqualified(String name, int position) {
    Optional<Relation> found = view.resolve(name);
    if (found.filter(r -> isTemporary(r.name())).isPresent()) {
      dialect.checkTemporary(name, view, position);
    }
    if (found.isPresent()
        && view.snapshot().systemRelations().contains(name)
        && !isTemporary(found.get().name())) {
      throw Refusal.unsupported(
          "relation " + name + " is also the name of a system relation; qualify it", position);
    }
    return found;
  }

  private static boolean isTemporary(RelationName name) {
    return name.schema().equals(SessionView.TEMPORARY_SCHEMA);
  }

  private TableFacts system(RelationName name, int position) {
    if (dialect.builtIns().deniedRelation(name.name())) {
      throw Refusal.boundary(
          name + " shows values of all tenants' rows; it is not available through this driver",
          position);
    }
    if (!dialect.isReadable(name)) {
      throw Refusal.unsupported(
          name + " is newer than this driver, which does not know whose values it shows", position);
    }
    return new TableFacts(
        new Relation(
            name, Relation.Kind.OTHER, java.util.List.of(), java.util.List.of(), Set.of(), false),
        Optional.empty(),
        Map.of());
  }

  /** Refuses the schema of the key tables. */
  void requireOthers(String schema, int position) {
    if (schema.equals(keyStoreSchema)) {
      throw Refusal.boundary(
          "schema " + keyStoreSchema + " holds the key tables; no statement may name it", position);
    }
  }

  /** What policy and catalog say of a relation. */
  TableFacts facts(Relation relation, int position) {
    TableFacts facts = known.get(relation.name());
    if (facts == null) {
      facts = judge(relation, position);
      known.put(relation.name(), facts);
    }
    return facts;
  }

  private TableFacts judge(Relation relation, int position) {
    requireOthers(relation.name().schema(), position);
    Optional<TablePolicy> entry = Lineage.entry(relation, view, this::entry, position);
    if (entry.isEmpty() && policy.tenancy().unlisted() == Unlisted.REFUSE) {
      if (relation.column(policy.tenancy().column()).isEmpty()) {
        throw Refusal.mismatch(
            relation.name()
                + " is neither in the policy nor has the column "
                + policy.tenancy().column()
                + ", and tenancy.unlisted is refuse; list it in the policy",
            position);
      }
    }
    boolean shared = entry.map(TablePolicy::shared).orElse(false);
    Optional<TableFacts.Tenancy> tenancy =
        shared ? Optional.empty() : tenancy(relation, entry, position);
    Map<String, ProtectedColumn> cells =
        entry.map(e -> cells(relation, e, shared, position)).orElseGet(() -> copies(relation));
    Optional<String> owner =
        tenancy.isEmpty() ? view.owner(relation.name()) : Optional.<String>empty();
    TableFacts facts = new TableFacts(relation, tenancy, cells, owner);
    for (RelationName reached : relation.reaches()) {
      if (!isHarmless(reached, position) && !isChild(facts, reached, position)) {
        throw Refusal.boundary(
            relation.name()
                + " reaches rows of "
                + reached
                + ", which the policy protects; query that table itself",
            position);
      }
    }
    if (relation.opaque()) {
      throw Refusal.boundary(
          relation.name()
              + " runs users' functions or shows what other tables hold, of which it is not known"
              + " what they read; query the tables themselves",
          position);
    }
    if (!facts.isPlain() && relation.special()) {
      throw Refusal.unsupported(
          relation.name() + " has rewrite rules or INSTEAD OF triggers, which are not analysed",
          position);
    }
    requireNoUsersTypes(relation, position);
    if (!facts.isPlain() && !isTable(relation)) {
      throw Refusal.unsupported(
          relation.name() + " is no ordinary table but carries tenants' rows", position);
    }
    return facts;
  }

  // Rows of a table's partitions and children are its own: the same predicate pins them, and the
  // same cells are in them. A foreign one is no table, and was refused where its facts were asked.
  private boolean isChild(TableFacts parent, RelationName reached, int position) {
    Optional<Relation> child = view.find(reached);
    if (child.isEmpty() || !Lineage.descends(child.get(), parent.relation().name(), view)) {
      return false;
    }
    TableFacts own = facts(child.get(), position);
    return own.tenancy().equals(parent.tenancy())
        && own.cells().keySet().equals(parent.cells().keySet());
  }

  private void requireNoUsersTypes(Relation relation, int position) {
    Set<String> types = view.snapshot().server().opaqueTypes();
    if (types.isEmpty()) {
      return;
    }
    for (ColumnInfo column : relation.columns()) {
      if (types.contains(column.type())) {
        throw Refusal.unsupported(
            relation.name()
                + "."
                + column.name()
                + " is of type "
                + column.type()
                + ", whose operators or casts run users' functions; what those read is not known",
            position);
      }
    }
  }

  private boolean isHarmless(RelationName reached, int position) {
    if (dialect.systemSchemas().contains(reached.schema())) {
      return reached.schema().equals("information_schema")
          ? !dialect.builtIns().deniedRelation(reached.name())
          : dialect.isReadable(reached);
    }
    return view.find(reached).filter(base -> facts(base, position).isPlain()).isPresent();
  }

  private static boolean isTable(Relation relation) {
    return relation.kind() == Relation.Kind.TABLE
        || relation.kind() == Relation.Kind.PARTITIONED_TABLE;
  }

  /** The policy's entry for a relation, were it of this name. */
  Optional<TablePolicy> entry(RelationName name, Relation relation) {
    Relation named =
        new Relation(
            name,
            relation.kind(),
            relation.columns(),
            relation.uniqueKeys(),
            relation.reaches(),
            relation.special(),
            relation.parents(),
            relation.opaque());
    return Lineage.entry(
        named, view, (r, at) -> policy.table(r.name().schema(), r.name().name()), 0);
  }

  private Optional<TablePolicy> entry(Relation relation, int position) {
    RelationName name = relation.name();
    Optional<TablePolicy> entry = policy.table(name.schema(), name.name());
    if (entry.isPresent() && entry.get().name().schema().isEmpty()) {
      requireOneMeaning(entry.get().name(), name, position);
    }
    return entry;
  }

  // Two tables under one policy name would share a domain: cells could be moved between them.
  private void requireOneMeaning(TableName named, RelationName name, int position) {
    for (Relation other : view.relations()) {
      boolean twin =
          other.name().name().equals(named.table())
              && !other.name().equals(name)
              && isTable(other)
              && policy
                  .table(other.name().schema(), other.name().name())
                  .map(e -> e.name().equals(named))
                  .orElse(false);
      if (twin) {
        throw Refusal.mismatch(
            "the policy's table "
                + named
                + " means both "
                + name
                + " and "
                + other.name()
                + "; name the schema in the policy",
            position);
      }
    }
  }

  private Optional<TableFacts.Tenancy> tenancy(
      Relation relation, Optional<TablePolicy> entry, int position) {
    String column =
        entry.flatMap(TablePolicy::tenancyColumn).orElseGet(() -> policy.tenancy().column());
    Optional<ColumnInfo> info = relation.column(column);
    if (info.isEmpty()) {
      if (entry.isPresent() && !relation.name().schema().equals(SessionView.TEMPORARY_SCHEMA)) {
        throw Refusal.mismatch(
            relation.name()
                + " is in the policy but has no tenancy column "
                + column
                + "; add the column, or list the table with tenant: none",
            position);
      }
      return Optional.empty();
    }
    return Optional.of(new TableFacts.Tenancy(column, tenantType(relation, info.get(), position)));
  }

  private TenantType tenantType(Relation relation, ColumnInfo column, int position) {
    if (!column.exactEquality()) {
      throw Refusal.mismatch(
          relation.name()
              + "."
              + column.name()
              + " compares two different tenant ids as equal (collation, blank padding or case);"
              + " use varchar or text with a deterministic collation, an integer or uuid",
          position);
    }
    return dialect
        .tenantType(column.type())
        .orElseThrow(
            () ->
                Refusal.mismatch(
                    relation.name()
                        + "."
                        + column.name()
                        + " is of type "
                        + column.type()
                        + ", which no tenancy column may have; use "
                        + dialect.tenantTypes(),
                    position));
  }

  private Map<String, ProtectedColumn> cells(
      Relation relation, TablePolicy entry, boolean shared, int position) {
    Map<String, ProtectedColumn> cells = new LinkedHashMap<>();
    for (ColumnPolicy column : entry.columns().values()) {
      ColumnInfo info =
          relation
              .column(column.name())
              .orElseThrow(
                  () ->
                      Refusal.unresolved(
                          relation.name()
                              + " has no column "
                              + column.name()
                              + ", which the policy protects; migrate the table or correct the"
                              + " policy",
                          position));
      Optional<String> misfit = dialect.misfit(column, info);
      if (misfit.isPresent()) {
        throw Refusal.mismatch(
            relation.name()
                + "."
                + column.name()
                + misfit.get()
                + ". Create the table through the driver, or change the column's type",
            position);
      }
      requireRenamed(relation, entry, column, position);
      cells.put(column.name(), protectedColumn(relation.name().toString(), column, shared));
    }
    return cells;
  }

  // The cells of a temporary table that was made from a query.
  private static Map<String, ProtectedColumn> copies(Relation relation) {
    Map<String, ProtectedColumn> cells = new LinkedHashMap<>();
    if (relation.name().schema().equals(SessionView.TEMPORARY_SCHEMA)) {
      String table = relation.name().toString();
      for (ColumnInfo column : relation.columns()) {
        column
            .copied()
            .ifPresent(
                c -> cells.put(column.name(), protectedColumn(table, c.column(), c.platform())));
      }
    }
    return cells;
  }

  // A domain that is another column's name says that this one was renamed. While both are there,
  // the old one would take plaintext.
  private static void requireRenamed(
      Relation relation, TablePolicy entry, ColumnPolicy column, int position) {
    String prefix = entry.name() + ".";
    String former =
        column.domain().startsWith(prefix) ? column.domain().substring(prefix.length()) : "";
    if (!former.isEmpty()
        && !entry.columns().containsKey(former)
        && relation.column(former).isPresent()) {
      throw Refusal.mismatch(
          relation.name()
              + " still has the column "
              + former
              + ", whose domain the policy gives to "
              + column.name()
              + "; rename the column, or drop the one that is not used",
          position);
    }
  }

  static ProtectedColumn protectedColumn(String table, ColumnPolicy column, boolean shared) {
    return new ProtectedColumn(
        table,
        column.name(),
        column.domain(),
        column.type(),
        column.storage(),
        column.pad(),
        shared);
  }
}
