package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.Routine;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.ColumnReference;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.RoutinePolicy;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.tenancy.TenantType;
import java.util.List;
import java.util.Optional;

/** Holds the policy's descriptions of routines against the catalog. Immutable. */
final class Routines {

  /** No tenant's id is longer. */
  private static final int LONGEST_TENANT = 63;

  private final Policy policy;
  private final String keyStoreSchema;

  /**
   * A routine, and what the policy says of it.
   *
   * @param routine in the catalog
   * @param description of the policy
   */
  record Described(Routine routine, RoutinePolicy description) {
    String label() {
      return routine.name().toString();
    }
  }

  Routines(Policy policy, String keyStoreSchema) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
  }

  /** Whether the policy may mean a routine of this name. */
  boolean mayDescribe(Optional<String> schema, String routine) {
    return policy.routines().stream()
        .anyMatch(
            r ->
                r.name().routine().equals(routine)
                    && (schema.isEmpty()
                        || r.name().schema().isEmpty()
                        || r.name().schema().equals(schema)));
  }

  /**
   * The one routine that a call means.
   *
   * @throws Refusal TC041 if it is not there or is another than the policy says, TC003 if it is not
   *     the only one of its name or is none that can be described
   */
  Described resolve(CallText call, SessionView view) {
    int position = call.position();
    List<Routine> found =
        view.snapshot().routines().stream()
            .filter(r -> r.name().name().equals(call.routine()))
            .filter(r -> isMeant(r, call, view))
            .toList();
    if (found.isEmpty()) {
      throw Refusal.unresolved(
          "routine "
              + call.schema().map(s -> s + "." + call.routine()).orElse(call.routine())
              + " is not in the catalog as the driver's role sees it; create it, or grant the role"
              + " EXECUTE on it and USAGE on its schema",
          position);
    }
    if (found.size() > 1) {
      throw Refusal.unsupported(
          "there are "
              + found.size()
              + " routines "
              + call.routine()
              + ", and which of them is meant depends on the types of the arguments; give each a"
              + " name of its own, or name the schema",
          position);
    }
    Routine routine = found.get(0);
    boolean function = routine.kind() == Routine.Kind.FUNCTION;
    if (function && call.schema().isEmpty() && Dialect.of(view).hasFunction(view, call.routine())) {
      throw Refusal.unsupported(
          "routine " + call.routine() + " has the name of a built-in function; name its schema",
          position);
    }
    RoutinePolicy description =
        policy
            .routine(routine.name().schema(), routine.name().name())
            .orElseThrow(
                () ->
                    Refusal.unsupported(
                        "the policy does not describe routine "
                            + routine.name()
                            + "; describe it under routines, or send the statements themselves",
                        position));
    Described described = new Described(routine, description);
    check(described, view, position);
    return described;
  }

  // CALL means a procedure and ? = CALL a function where each kind has names of its own.
  private static boolean isMeant(Routine routine, CallText call, SessionView view) {
    boolean kind =
        !(view.reading() instanceof Reading.Mysql)
            || routine.kind()
                == (call.returning() ? Routine.Kind.FUNCTION : Routine.Kind.PROCEDURE);
    String schema = routine.name().schema();
    return kind && call.schema().map(schema::equals).orElseGet(() -> isInPath(schema, view));
  }

  private static boolean isInPath(String schema, SessionView view) {
    return view.searchPath().contains(schema);
  }

  /**
   * Requires that a routine is as the policy describes it.
   *
   * @throws Refusal TC041 or TC003
   */
  void check(Described described, SessionView view, int position) {
    Routine routine = described.routine();
    if (routine.kind() == Routine.Kind.OTHER || routine.open()) {
      throw Refusal.unsupported(
          described.label() + " is an aggregate or takes any number of arguments", position);
    }
    List<RoutinePolicy.Parameter> said = described.description().parameters();
    List<Routine.Parameter> there = routine.parameters();
    if (said.size() != there.size()) {
      throw Refusal.mismatch(
          "the policy describes "
              + said.size()
              + " parameters of routine "
              + described.label()
              + ", which has "
              + there.size()
              + "; correct the policy or the routine",
          position);
    }
    requireNoCursor(described, routine.returns(), position);
    for (int i = 0; i < said.size(); i++) {
      check(described, i, view, position);
    }
    described
        .description()
        .results()
        .ifPresent(
            all -> all.forEach(r -> r.column().ifPresent(c -> requireTable(c, view, position))));
  }

  // A table that the role sees must be one whose cells a statement could use as well.
  private void requireTable(ColumnReference reference, SessionView view, int position) {
    TablePolicy table = table(reference);
    Tables tables = new Tables(policy, view, keyStoreSchema);
    for (Relation relation : view.relations()) {
      boolean meant =
          policy
              .table(relation.name().schema(), relation.name().name())
              .filter(table::equals)
              .isPresent();
      if (meant) {
        tables.facts(relation, position);
      }
    }
  }

  private void check(Described described, int index, SessionView view, int position) {
    RoutinePolicy.Parameter said = described.description().parameters().get(index);
    Routine.Parameter there = described.routine().parameters().get(index);
    String label = "parameter " + (index + 1) + " of routine " + described.label();
    if (!said.mode().name().equals(there.mode().name())) {
      throw Refusal.mismatch(
          label
              + " is "
              + there.mode().name().toLowerCase(java.util.Locale.ROOT)
              + " in the database, and the policy says "
              + said.mode().name().toLowerCase(java.util.Locale.ROOT)
              + "; correct the policy or the routine",
          position);
    }
    requireNoCursor(described, there.type(), position);
    if (said.tenant()) {
      tenantType(described, index, view, position);
    }
    if (said.column().isPresent()) {
      requireTable(said.column().get(), view, position);
      ColumnPolicy column = column(said.column().get());
      // An alias of H2 takes what its type takes, and cuts nothing.
      long length = view.reading() instanceof Reading.H2 ? Long.MAX_VALUE : there.length();
      ColumnInfo place = new ColumnInfo(there.name(), there.type(), false, false, true, length);
      Optional<String> misfit = Dialect.of(view).misfit(column, place);
      if (misfit.isPresent()) {
        throw Refusal.mismatch(label + misfit.get() + ". Change the parameter's type", position);
      }
    }
  }

  private static void requireNoCursor(Described described, String type, int position) {
    if (type.equals("refcursor")) {
      throw Refusal.unsupported(
          "routine "
              + described.label()
              + " hands out a cursor, and nobody has analysed what it reads; let it return the rows",
          position);
    }
  }

  /** How a parameter that holds the tenant compares. */
  TenantType tenantType(Described described, int index, SessionView view, int position) {
    Routine.Parameter there = described.routine().parameters().get(index);
    Dialect dialect = Dialect.of(view);
    String label = "parameter " + (index + 1) + " of routine " + described.label();
    TenantType type =
        dialect
            .tenantType(there.type())
            .orElseThrow(
                () ->
                    Refusal.mismatch(
                        label
                            + " is of type "
                            + there.type()
                            + ", which no tenant's id may have; use "
                            + dialect.tenantTypes(),
                        position));
    boolean text = type == TenantType.TEXT || type == TenantType.EXACT_TEXT;
    if (text && there.length() > 0 && there.length() < LONGEST_TENANT) {
      throw Refusal.mismatch(
          label
              + " takes "
              + there.length()
              + " characters and might cut a tenant's id into another's; make it "
              + LONGEST_TENANT,
          position);
    }
    return type;
  }

  /** A column that the policy protects, as a place of cells. */
  ProtectedColumn cells(ColumnReference reference) {
    TablePolicy table = table(reference);
    return Tables.protectedColumn(table.name().toString(), column(reference), table.shared());
  }

  private ColumnPolicy column(ColumnReference reference) {
    ColumnPolicy column = table(reference).columns().get(reference.column());
    if (column == null) {
      throw new IllegalStateException("a routine names a column that is not protected");
    }
    return column;
  }

  private TablePolicy table(ColumnReference reference) {
    return policy.tables().stream()
        .filter(t -> t.name().equals(reference.table()))
        .findFirst()
        .orElseThrow();
  }
}
