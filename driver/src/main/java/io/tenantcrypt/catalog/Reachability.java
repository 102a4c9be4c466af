package io.tenantcrypt.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns steps from one relation to the next into all that is reached in any number of steps. */
final class Reachability {

  private Reachability() {}

  /** The finished relations, by the relation's number. */
  static List<Relation> close(Map<Long, RelationDraft> drafts) {
    List<Relation> relations = new ArrayList<>(drafts.size());
    drafts.forEach((id, draft) -> relations.add(close(id, draft, drafts)));
    return relations;
  }

  private static Relation close(Long id, RelationDraft draft, Map<Long, RelationDraft> drafts) {
    Map<Long, RelationName> reached = new LinkedHashMap<>(draft.reaches);
    Deque<Long> open = new ArrayDeque<>(draft.reaches.keySet());
    boolean opaque = draft.opaque;
    while (!open.isEmpty()) {
      @Nullable RelationDraft next = drafts.get(open.remove());
      if (next == null) {
        // A system view, or a relation that is gone: nothing is known beneath its name.
        continue;
      }
      opaque |= next.opaque;
      next.reaches.forEach(
          (further, name) -> {
            if (reached.putIfAbsent(further, name) == null) {
              open.add(further);
            }
          });
    }
    // Two views whose rules name each other reach themselves; that says nothing new.
    reached.remove(id);
    Set<RelationName> names = new HashSet<>(reached.values());
    return new Relation(
        draft.name,
        draft.kind,
        draft.columns,
        List.copyOf(draft.uniqueKeys.values()),
        names,
        draft.special,
        draft.parents,
        opaque);
  }
}
