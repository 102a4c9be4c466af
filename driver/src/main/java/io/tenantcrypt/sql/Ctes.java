package io.tenantcrypt.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The common table expressions that a query sees. Immutable.
 *
 * <p>Under RECURSIVE a name means its expression also before it is defined; such a name is pending:
 * it must not be taken for a table, and what it holds is not known yet.
 */
final class Ctes {

  static final Ctes NONE = new Ctes(Map.of(), Set.of());

  private final Map<String, List<Output>> byName;
  private final Set<String> pending;

  private Ctes(Map<String, List<Output>> byName, Set<String> pending) {
    this.byName = byName;
    this.pending = pending;
  }

  Ctes with(String name, List<Output> outputs) {
    Map<String, List<Output>> next = new HashMap<>(byName);
    next.put(name, List.copyOf(outputs));
    Set<String> left = new HashSet<>(pending);
    left.remove(name);
    return new Ctes(next, left);
  }

  Ctes pending(Collection<String> names) {
    Map<String, List<Output>> next = new HashMap<>(byName);
    names.forEach(next::remove);
    Set<String> all = new HashSet<>(pending);
    all.addAll(names);
    return new Ctes(next, all);
  }

  boolean isPending(String name) {
    return pending.contains(name);
  }

  Optional<List<Output>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
