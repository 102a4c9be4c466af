package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import java.util.List;
import java.util.Set;

/**
 * Which functions a statement that touches tenants' tables may call: built-ins that are not denied.
 */
final class Functions {

  // Grammar of the server that the parser gives as functions.
  private static final Set<String> GRAMMAR =
      Set.of(
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "row",
          "any",
          "some",
          "all",
          "array",
          "grouping",
          "trim",
          "position",
          "overlay",
          "substring",
          "extract",
          "cast",
          "exists",
          "values",
          "current_schema",
          "merge_action",
          "normalize");

  // They change how later text is read; such a statement must stand alone.
  private static final Set<String> STATE = Set.of("set_config");

  // The same within GROUP BY only; elsewhere a function of the name would be called.
  private static final Set<String> GROUPING = Set.of("rollup", "cube");

  private Functions() {}

  /**
   * Refuses a function that is not a harmless built-in of this server.
   *
   * @param quoted whether the name stands in quotes, so that it is never the server's grammar
   */
  static void check(SessionView view, List<String> name, boolean quoted, int position) {
    String last = name.get(name.size() - 1);
    boolean qualified = name.size() == 2;
    if (name.size() > 2 || (qualified && !isSystems(view, name.get(0)))) {
      throw unknown(String.join(".", name), position);
    }
    BuiltIns builtIns = Dialect.of(view).builtIns();
    if (builtIns.deniedFunction(last) || STATE.contains(last)) {
      throw Refusal.unsupported(
          "function "
              + last
              + " runs SQL, reads files or changes the session; it may not stand beside tenants'"
              + " tables",
          position);
    }
    // First of all: "coalesce"(x) in quotes, and substring(x, 1) in the form of a call, are
    // functions by name, which a user's with the better fitting arguments takes over.
    if (!qualified && userDefined(view, last)) {
      throw unknown(last, position);
    }
    if (!qualified && !quoted && (GRAMMAR.contains(last) || GROUPING.contains(last))) {
      return;
    }
    if (!Dialect.of(view).hasFunction(view, last)) {
      throw unknown(last, position);
    }
    if (!builtIns.callable(last)) {
      throw Refusal.unsupported(
          "function "
              + last
              + " is for the server's own use, or newer than this driver, which does not know what"
              + " it reads; it may not stand beside tenants' tables",
          position);
    }
  }

  /**
   * Refuses a function that no schema has: it may have come after the catalog was read, and is then
   * somebody's own.
   */
  static void requireKnown(SessionView view, List<String> name, int position) {
    String last = name.get(name.size() - 1);
    boolean known =
        GRAMMAR.contains(last)
            || GROUPING.contains(last)
            || STATE.contains(last)
            || Dialect.of(view).hasFunction(view, last);
    if (!known) {
      throw Refusal.unresolved(
          "function "
              + String.join(".", name)
              + " is no built-in of this server; what a user-defined function reads is not known, so"
              + " it may not be called",
          position);
    }
  }

  private static boolean isSystems(SessionView view, String schema) {
    return schema.equals("pg_catalog") && Dialect.of(view).systemSchemas().contains(schema);
  }

  /** Whether any schema but the system's has a function of this name. */
  static boolean userDefined(SessionView view, String name) {
    return view.snapshot().userFunctions().values().stream().anyMatch(s -> s.contains(name));
  }

  private static Refusal unknown(String name, int position) {
    return Refusal.unsupported(
        "function "
            + name
            + " is not a built-in of this server; what a user-defined function reads is not known,"
            + " so it may not be called in a statement on tenants' tables",
        position);
  }
}
