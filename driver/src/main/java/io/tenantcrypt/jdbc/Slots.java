package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the application's parameters go under one plan. Immutable; made once a plan and shared with
 * it, so that preparing a cached statement computes nothing.
 */
final class Slots {

  /** Bound to the driver as it is, at one position. */
  static final int ELSEWHERE = 0;

  private final int[] single;
  private final int[][] positions;
  private final @Nullable ProtectedColumn[] sealed;
  private final boolean[] checked;
  private final boolean sealing;

  private Slots(StatementPlan.Protected plan) {
    int size = plan.applicationParameters() + 1;
    single = new int[size];
    positions = new int[size][];
    sealed = new ProtectedColumn[size];
    checked = new boolean[size];
    Arrays.fill(positions, new int[0]);
    List<ParameterSlot> physical = plan.parameters();
    boolean cells = false;
    for (int i = 0; i < physical.size(); i++) {
      if (physical.get(i) instanceof ParameterSlot.Plain plain) {
        positions[plain.index()] = append(positions[plain.index()], i + 1);
      } else if (physical.get(i) instanceof ParameterSlot.Sealed cell) {
        seal(cell);
        cells = true;
      } else if (physical.get(i) instanceof ParameterSlot.Out out) {
        sealed[out.index()] = out.column(); // of what need not be bound, but may be
        cells = true;
      } else if (physical.get(i) instanceof ParameterSlot.SealedLiteral) {
        cells = true;
      }
    }
    sealing = cells;
    for (TenantCheck check : plan.checks()) {
      if (check.value() instanceof TenantCheck.Value.Parameter parameter) {
        checked[parameter.index()] = true;
      }
    }
    for (int i = 1; i < size; i++) {
      if (sealed[i] != null && (positions[i].length > 0 || checked[i])) {
        throw new TenantCryptException(
            ErrorCode.TC003, "Parameter " + i + " would be sent both sealed and as it is.");
      }
      single[i] = positions[i].length == 1 && !checked[i] ? positions[i][0] : ELSEWHERE;
    }
  }

  /** The slots of a plan. */
  static Slots of(StatementPlan.Protected plan) {
    return new Slots(plan);
  }

  private static int[] append(int[] old, int value) {
    int[] next = Arrays.copyOf(old, old.length + 1);
    next[old.length] = value;
    return next;
  }

  private void seal(ParameterSlot.Sealed cell) {
    ProtectedColumn before = sealed[cell.index()];
    if (before != null && !before.type().equals(cell.column().type())) {
      throw new TenantCryptException(
          ErrorCode.TC002,
          "Parameter "
              + cell.index()
              + " goes into "
              + before.label()
              + " and "
              + cell.column().label()
              + ", which differ in type. Bind two parameters.");
    }
    sealed[cell.index()] = cell.column();
  }

  /** How many parameters the application wrote. */
  int count() {
    return single.length - 1;
  }

  /** Whether an execution may send cells. */
  boolean sealing() {
    return sealing;
  }

  /** The one physical position of a parameter that nobody looks at, or {@link #ELSEWHERE}. */
  int single(int index) {
    if (index < 1 || index >= single.length) {
      throw new TenantCryptException(
          ErrorCode.TC022,
          "There is no parameter " + index + "; the statement has " + count() + ".");
    }
    return single[index];
  }

  /** All physical positions that take the parameter as it is. */
  int[] positions(int index) {
    return positions[index];
  }

  /** The column whose cells the parameter is sealed into, or null. */
  @Nullable ProtectedColumn sealed(int index) {
    return sealed[index];
  }

  /** Whether the parameter must be the session's tenant. */
  boolean checked(int index) {
    return checked[index];
  }
}
