package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.RoutineCall;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.RoutinePolicy;
import io.tenantcrypt.tenancy.TenantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the plan of one call is gathered in, argument by argument. Mutable, for one thread. */
final class CallDraft {

  private final Routines routines;
  private final Routines.Described described;
  private final SessionView view;
  private final List<String> texts = new ArrayList<>();
  private final List<ParameterSlot> slots = new ArrayList<>();
  private final List<TenantCheck> checks = new ArrayList<>();
  private final List<RoutineCall.Argument> arguments = new ArrayList<>();
  private boolean needsTenant;
  private boolean cacheable = true;

  CallDraft(Routines routines, Routines.Described described, SessionView view) {
    this.routines = routines;
    this.described = described;
    this.view = view;
    for (RoutinePolicy.Parameter parameter : described.description().parameters()) {
      needsTenant |=
          parameter.tenant()
              || parameter.column().map(routines::cells).filter(c -> !c.platform()).isPresent();
    }
  }

  /** The parameter that stands before the call and takes a function's value. */
  void value(OutputColumn value) {
    Optional<ProtectedColumn> cell =
        value instanceof OutputColumn.Cell c ? Optional.of(c.column()) : Optional.empty();
    parameter(Optional.empty(), RoutineCall.Mode.OUT, cell);
  }

  /** The next argument. */
  void argument(int index, CallArgument argument, int position) {
    RoutinePolicy.Parameter said = described.description().parameters().get(index);
    Optional<ProtectedColumn> cell = said.column().map(routines::cells);
    if (said.tenant()) {
      tenant(index, argument, position);
    }
    if (argument.isParameter()) {
      parameter(said.name(), Calls.mode(said.mode()), cell);
      texts.add("?");
    } else if (said.mode() == RoutinePolicy.Mode.INOUT
        || (said.mode() == RoutinePolicy.Mode.OUT && !argument.isNull())) {
      throw Refusal.unsupported(
          "argument "
              + (index + 1)
              + " of "
              + described.label()
              + " gives a value back; it is a parameter, ?",
          position);
    } else if (cell.isPresent() && !argument.isNull()) {
      literal(index, argument, cell.get(), position);
    } else {
      texts.add(argument.text(position));
    }
  }

  private void literal(int index, CallArgument argument, ProtectedColumn column, int position) {
    String value =
        argument
            .value(column, position)
            .orElseThrow(
                () ->
                    Refusal.protectedUse(
                        "argument "
                            + (index + 1)
                            + " of "
                            + described.label()
                            + " goes into "
                            + column.label()
                            + ", which takes a parameter, a literal of its type or NULL",
                        position));
    texts.add("?");
    slots.add(new ParameterSlot.SealedLiteral(value, column));
    cacheable = false;
  }

  private void tenant(int index, CallArgument argument, int position) {
    TenantType type = routines.tenantType(described, index, view, position);
    TenantCheck.Value value =
        argument.isParameter()
            ? new TenantCheck.Value.Parameter(arguments.size() + 1)
            : new TenantCheck.Value.Literal(
                argument
                    .tenant()
                    .orElseThrow(
                        () ->
                            Refusal.boundary(
                                "argument "
                                    + (index + 1)
                                    + " of "
                                    + described.label()
                                    + " is the tenant: a parameter, or a literal",
                                position)));
    checks.add(new TenantCheck(value, type, described.label(), position));
  }

  private void parameter(
      Optional<String> name, RoutineCall.Mode mode, Optional<ProtectedColumn> cell) {
    int number = arguments.size() + 1;
    if (cell.isEmpty()) {
      slots.add(new ParameterSlot.Plain(number));
    } else if (mode == RoutineCall.Mode.OUT) {
      slots.add(new ParameterSlot.Out(number, cell.get()));
    } else {
      slots.add(new ParameterSlot.Sealed(number, cell.get()));
    }
    arguments.add(new RoutineCall.Argument(name, mode, slots.size(), cell));
  }

  List<String> texts() {
    return texts;
  }

  List<ParameterSlot> slots() {
    return slots;
  }

  List<TenantCheck> checks() {
    return checks;
  }

  List<RoutineCall.Argument> arguments() {
    return arguments;
  }

  boolean needsTenant() {
    return needsTenant;
  }

  boolean cacheable() {
    return cacheable;
  }
}
