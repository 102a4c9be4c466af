package io.tenantcrypt.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The common table expressions that a query sees. Immutable. */
final class Ctes {

  static final Ctes NONE = new Ctes(Map.of());

  private final Map<String, List<Output>> byName;

  private Ctes(Map<String, List<Output>> byName) {
    this.byName = byName;
  }

  Ctes with(String name, List<Output> outputs) {
    Map<String, List<Output>> next = new HashMap<>(byName);
    next.put(name, List.copyOf(outputs));
    return new Ctes(next);
  }

  Optional<List<Output>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
