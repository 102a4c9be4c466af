package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that an expression sees: items of FROM, and those of the blocks around. */
final class Scope {

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private final @Nullable Scope outer;
  private final Ctes ctes;
  private final List<Source> sources;
  private final Map<String, Origin> merged = new HashMap<>();

  /** An empty scope within another. */
  Scope(@Nullable Scope outer, Ctes ctes) {
    this.outer = outer;
    this.ctes = ctes;
    this.sources = new ArrayList<>();
  }

  static Scope none() {
    return new Scope(null, Ctes.NONE);
  }

  Ctes ctes() {
    return ctes;
  }

  List<Source> sources() {
    return sources;
  }

  void add(Source source, int position) {
    for (Source other : sources) {
      if (!source.alias().isEmpty()
          && other.alias().equals(source.alias())
          && !(other.schema().isPresent() && source.schema().isPresent())) {
        throw Refusal.unsupported(
            "table name " + source.alias() + " is specified more than once", position);
      }
    }
    sources.add(source);
  }

  /** What a scope held at one moment. */
  record Mark(int sources, Map<String, Origin> merged) {}

  Mark mark() {
    return new Mark(sources.size(), Map.copyOf(merged));
  }

  /** Forgets what came since: an alias hides it. */
  void backTo(Mark mark) {
    sources.subList(mark.sources(), sources.size()).clear();
    merged.clear();
    merged.putAll(mark.merged());
  }

  /** Takes over what another scope has merged. */
  void mergeAll(Scope other) {
    merged.putAll(other.merged);
  }

  /** A column that USING or NATURAL has merged: unqualified it is not ambiguous. */
  void merge(String column, Origin origin) {
    merged.put(column, origin);
  }

  /** The origin of a column, looked up as the server does: this block first, then those around. */
  Origin column(Optional<String> schema, Optional<String> qualifier, String name, int position) {
    Optional<Origin> here =
        qualifier.isPresent()
            ? qualified(schema, qualifier.get(), name, position)
            : unqualified(name, position);
    if (here.isPresent()) {
      return here.get();
    }
    if (outer != null) {
      return outer.column(schema, qualifier, name, position);
    }
    throw Refusal.unresolved(
        "column "
            + qualifier.map(q -> q + "." + name).orElse(name)
            + " is not found in any table of this statement",
        position);
  }

  private Optional<Origin> qualified(
      Optional<String> schema, String qualifier, String name, int position) {
    Source source = source(schema, qualifier).orElse(null);
    if (source == null) {
      return Optional.empty();
    }
    Optional<Origin> found = in(source, name, position);
    if (found.isEmpty()) {
      throw Refusal.unresolved("column " + qualifier + "." + name + " is not found", position);
    }
    return found;
  }

  /** The item that a qualifier means in this block. */
  Optional<Source> source(Optional<String> schema, String qualifier) {
    return sources.stream()
        .filter(s -> s.alias().equals(qualifier))
        .filter(s -> schema.isEmpty() || s.schema().equals(schema))
        .findFirst();
  }

  private Optional<Origin> unqualified(String name, int position) {
    Origin using = merged.get(name);
    if (using != null) {
      return Optional.of(using);
    }
    Optional<Origin> found = Optional.empty();
    boolean open = false;
    for (Source source : sources) {
      Optional<Origin> here = known(source, name, position);
      open |= source.isOpen();
      if (here.isPresent()) {
        if (found.isPresent()) {
          throw Refusal.unsupported(
              "column " + name + " is ambiguous; qualify it with its table", position);
        }
        found = here;
      }
    }
    if (open && found.isEmpty()) {
      return Optional.of(ofOpen(name, position));
    }
    Optional<Source> row = found.isEmpty() ? source(Optional.empty(), name) : Optional.empty();
    if (row.isPresent() && row.get().isFunction()) {
      requireNoneAround(name, "function", position);
      return Optional.of(Origin.PLAIN); // what it gives, as one value
    }
    if (row.isPresent()) {
      String reason = "the whole row of " + name + " is used as a value; name its columns";
      throw row.get().columns().stream().anyMatch(c -> c.origin() instanceof Origin.Cell)
          ? Refusal.protectedUse(reason, position)
          : Refusal.unsupported(reason, position);
    }
    return found;
  }

  // Which columns such an item has is not known, so the name may be one of a block around.
  private Origin ofOpen(String name, int position) {
    boolean system = sources.stream().anyMatch(Source::isSystemTable);
    requireNoneAround(name, system ? "system relation" : "function", position);
    if (sources.stream().anyMatch(s -> s.alias().equals(name) && !s.isFunction())) {
      throw Refusal.unsupported(
          "the whole row of " + name + " is used as a value; name its columns", position);
    }
    return Origin.PLAIN;
  }

  private void requireNoneAround(String name, String item, int position) {
    for (Scope around = outer; around != null; around = around.outer) {
      for (Source source : around.sources) {
        if (known(source, name, position).isPresent() || source.alias().equals(name)) {
          throw Refusal.unsupported(
              "column " + name + " beside a " + item + "; qualify it with its table", position);
        }
      }
    }
  }

  /** The item of which a qualified name may be a column that is not known, if it is open. */
  Optional<Source> open(Names.Dotted name, int position) {
    Optional<Source> here =
        name.qualifier().isEmpty()
            ? Optional.empty()
            : source(name.schema(), name.qualifier().get());
    if (here.isPresent()) {
      return here.filter(s -> s.isOpen() && known(s, name.name(), position).isEmpty());
    }
    return outer == null ? Optional.empty() : outer.open(name, position);
  }

  private static Optional<Origin> in(Source source, String name, int position) {
    Optional<Origin> known = known(source, name, position);
    return known.isPresent() || !source.isOpen() ? known : Optional.of(Origin.PLAIN);
  }

  private static Optional<Origin> known(Source source, String name, int position) {
    Optional<Origin> column = source.column(name, position).map(Source.Column::origin);
    boolean system = source.table().isPresent() && SYSTEM_COLUMNS.contains(name);
    return column.isPresent() || !system ? column : Optional.of(Origin.PLAIN);
  }
}
