package io.tenantcrypt.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalog as one session sees it: a snapshot, the session's own uncommitted changes and
 * temporary tables on top, and the settings by which the server reads its text. Immutable.
 */
public final class SessionView {

  /** The schema under which a session's own temporary tables are kept here. */
  public static final String TEMPORARY_SCHEMA = "pg_temp";

  /** No tenant's name: rows that nobody may use. */
  private static final String NOBODY = "";

  private final CatalogSnapshot snapshot;
  private final Map<RelationName, Optional<Relation>> overlay;
  private final Map<RelationName, String> owners;
  private final List<String> searchPath;
  private final Reading reading;
  private final boolean own;

  private SessionView(
      CatalogSnapshot snapshot,
      Map<RelationName, Optional<Relation>> overlay,
      Map<RelationName, String> owners,
      List<String> searchPath,
      Reading reading,
      boolean own) {
    this.snapshot = snapshot;
    this.overlay = overlay;
    this.owners = owners;
    this.searchPath = searchPath;
    this.reading = reading;
    this.own = own;
  }

  /**
   * A view without changes of the session's own.
   *
   * @param searchPath the effective schemas in order, implicit ones included, as {@code
   *     current_schemas(true)} gives them
   */
  public static SessionView of(CatalogSnapshot snapshot, List<String> searchPath, Reading reading) {
    return of(snapshot, searchPath, reading, false);
  }

  /**
   * The same, of a snapshot that was perhaps read within the session's own transaction.
   *
   * @param own whether it was, so that nobody else sees what is in it
   */
  public static SessionView of(
      CatalogSnapshot snapshot, List<String> searchPath, Reading reading, boolean own) {
    return new SessionView(snapshot, Map.of(), Map.of(), List.copyOf(searchPath), reading, own);
  }

  /** The same with one more change of the session's own. */
  public SessionView with(CatalogChange change) {
    Map<RelationName, Optional<Relation>> next = new LinkedHashMap<>(overlay);
    Map<RelationName, String> owned = new LinkedHashMap<>(owners);
    if (change instanceof CatalogChange.Created created) {
      next.put(created.relation().name(), Optional.of(created.relation()));
      owned.remove(created.relation().name());
    } else if (change instanceof CatalogChange.Dropped dropped) {
      next.put(dropped.name(), Optional.empty());
      owned.remove(dropped.name());
    } else if (change instanceof CatalogChange.Filled filled) {
      owned.put(filled.name(), NOBODY); // whose rows they are is not known here
    } else if (change instanceof CatalogChange.Owned filledBy) {
      owned.put(filledBy.name(), filledBy.tenant());
    } else if (change instanceof CatalogChange.Emptied emptied) {
      owned.remove(emptied.name());
    } else if (change instanceof CatalogChange.ColumnsAdded added) {
      find(added.name()).ifPresent(old -> next.put(added.name(), Optional.of(widen(old, added))));
    }
    return new SessionView(snapshot, next, owned, searchPath, reading, own);
  }

  private static Relation widen(Relation old, CatalogChange.ColumnsAdded added) {
    List<ColumnInfo> columns = new ArrayList<>(old.columns());
    columns.addAll(added.columns());
    return new Relation(
        old.name(),
        old.kind(),
        columns,
        old.uniqueKeys(),
        old.reaches(),
        old.special(),
        old.parents(),
        old.opaque());
  }

  /** The relation of exactly this name. */
  public Optional<Relation> find(RelationName name) {
    Optional<Relation> own = overlay.get(name);
    return own != null ? own : snapshot.relation(name);
  }

  /** The tenant whose rows a temporary table holds, if it holds any tenant's. */
  public Optional<String> owner(RelationName name) {
    return Optional.ofNullable(owners.get(name));
  }

  /**
   * The temporary tables that hold a tenant's rows; also such as may be there and are not believed
   * in any more, since a savepoint may have saved them.
   */
  public Set<RelationName> owned() {
    return Set.copyOf(owners.keySet());
  }

  /** The relation that an unqualified name means here, the way the server looks it up. */
  public Optional<Relation> resolve(String name) {
    Optional<Relation> temporary = find(new RelationName(TEMPORARY_SCHEMA, name));
    if (temporary.isPresent()) {
      return temporary;
    }
    for (String schema : searchPath) {
      Optional<Relation> found = find(new RelationName(schema, name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The schema that an unqualified CREATE goes to, if there is one. */
  public Optional<String> creationSchema() {
    return searchPath.stream().filter(s -> !s.startsWith("pg_")).findFirst();
  }

  /** All relations that exist in this view. */
  public List<Relation> relations() {
    List<Relation> all = new ArrayList<>();
    Set<RelationName> seen = new HashSet<>(overlay.keySet());
    overlay.values().forEach(r -> r.ifPresent(all::add));
    snapshot
        .relations()
        .forEach(
            (name, relation) -> {
              if (!seen.contains(name)) {
                all.add(relation);
              }
            });
    return all;
  }

  /** Whether the session has changes that no shared plan may know of. */
  public boolean hasOverlay() {
    return own || !overlay.isEmpty() || !owners.isEmpty();
  }

  /** What lies beneath. */
  public CatalogSnapshot snapshot() {
    return snapshot;
  }

  /** The effective schemas in order. */
  public List<String> searchPath() {
    return searchPath;
  }

  /** How the server reads this session's text. */
  public Reading reading() {
    return reading;
  }
}
