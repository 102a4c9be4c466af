package io.tenantcrypt.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers routines from rows, each of which has one parameter or none. For one thread. */
final class RoutineRows {

  private static final class Draft {
    private final RelationName name;
    private final Routine.Kind kind;
    private final boolean open;
    private String returns;
    private final List<Routine.Parameter> parameters = new ArrayList<>();

    private Draft(RelationName name, Routine.Kind kind, boolean open, String returns) {
      this.name = name;
      this.kind = kind;
      this.open = open;
      this.returns = returns;
    }

    private Routine routine() {
      return new Routine(name, kind, open, returns, parameters);
    }
  }

  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  /**
   * Notes a routine once.
   *
   * @param key by which its parameters name it
   */
  void routine(String key, RelationName name, Routine.Kind kind, boolean open, String returns) {
    drafts.putIfAbsent(key, new Draft(name, kind, open, returns));
  }

  /** Notes the type of a function's value. */
  void returns(String key, String type) {
    Draft draft = drafts.get(key);
    if (draft != null) {
      draft.returns = type;
    }
  }

  /** Notes the next parameter; of a routine that is not known, nothing. */
  void parameter(
      String key, @Nullable String name, Routine.Mode mode, @Nullable String type, long length) {
    Draft draft = drafts.get(key);
    if (draft != null) {
      String known = type == null ? "" : type;
      draft.parameters.add(
          new Routine.Parameter(name == null ? "" : name, mode, known, Math.max(length, 0)));
    }
  }

  /** All of them. */
  List<Routine> all() {
    return drafts.values().stream().map(Draft::routine).toList();
  }
}
