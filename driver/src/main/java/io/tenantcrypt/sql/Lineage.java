package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.TablePolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which tables a partition or child comes from; a parent's policy is its children's too. */
final class Lineage {

  /** The policy's entry for exactly one relation. */
  @FunctionalInterface
  interface Entries {
    Optional<TablePolicy> of(Relation relation, int position);
  }

  private Lineage() {}

  /** Whether a relation is a partition or child of another, over any number of steps. */
  static boolean descends(Relation relation, RelationName ancestor, SessionView view) {
    return ancestors(relation, view).containsKey(ancestor);
  }

  /**
   * The entry of a relation or, where it has none, that of what it is a partition or child of.
   *
   * @throws Refusal TC041 if two entries apply that do not protect alike
   */
  static Optional<TablePolicy> entry(
      Relation relation, SessionView view, Entries entries, int position) {
    Optional<TablePolicy> found = entries.of(relation, position);
    for (Relation ancestor : ancestors(relation, view).values()) {
      Optional<TablePolicy> inherited = entries.of(ancestor, position);
      if (inherited.isPresent() && found.isPresent() && !alike(found.get(), inherited.get())) {
        throw Refusal.mismatch(
            relation.name()
                + " is a partition or child of "
                + ancestor.name()
                + ", and the policy lists both it and another table of its line, but not alike; list"
                + " only the parent, or both with the same columns and the same `domain:` of"
                + " each",
            position);
      }
      found = found.or(() -> inherited);
    }
    return found;
  }

  // A table that is to join or leave its parent is listed beside it; a row is the same under both.
  private static boolean alike(TablePolicy one, TablePolicy other) {
    return one.shared() == other.shared()
        && one.tenancyColumn().equals(other.tenancyColumn())
        && TableGuard.sameCells(one.columns(), other.columns());
  }

  private static Map<RelationName, Relation> ancestors(Relation relation, SessionView view) {
    Map<RelationName, Relation> found = new LinkedHashMap<>();
    Deque<RelationName> open = new ArrayDeque<>(relation.parents());
    while (!open.isEmpty()) {
      Optional<Relation> next = view.find(open.remove());
      if (next.isPresent() && found.putIfAbsent(next.get().name(), next.get()) == null) {
        open.addAll(next.get().parents());
      }
    }
    return found;
  }
}
