package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ProtectedColumn;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NullValue;
import org.jspecify.annotations.Nullable;

/**
 * A column of a query each of whose values stands in the text as a parameter, a literal or NULL, so
 * that it can be sealed where it stands, on its way into a protected column. It is either stored
 * there or used in the clear; both would compare or show a cell, and is refused. Compared by
 * identity; mutable, for one analysis.
 */
final class InputColumn {

  private final List<Expression> leaves;
  private final List<InputColumn> parts;
  private final boolean tenant;
  private boolean plain;
  private @Nullable ProtectedColumn cell;

  private InputColumn(List<Expression> leaves, List<InputColumn> parts, boolean tenant) {
    this.leaves = List.copyOf(leaves);
    this.parts = List.copyOf(parts);
    this.tenant = tenant;
  }

  /** A column of these values. */
  static InputColumn of(List<Expression> leaves) {
    return new InputColumn(leaves, List.of(), false);
  }

  /** Stands for a tenancy column of pinned tables beside given values. */
  static InputColumn ofTenant() {
    return new InputColumn(List.of(), List.of(), true);
  }

  /** The column of a set operation over these. */
  static InputColumn merged(InputColumn left, InputColumn right) {
    return new InputColumn(List.of(), List.of(left, right), left.tenant || right.tenant);
  }

  /** Whether values of a tenancy column are among its own. */
  boolean holdsTenant() {
    return tenant;
  }

  /** Its values. */
  List<Expression> leaves() {
    return parts.isEmpty()
        ? leaves
        : parts.stream().flatMap(part -> part.leaves().stream()).toList();
  }

  /** Notes a use that reads the value. */
  void usePlainly() {
    plain = true;
    parts.forEach(InputColumn::usePlainly);
    requireOneUse();
  }

  /**
   * Lets the values become cells of a column.
   *
   * @return the values that are to be sealed now: none where that was done already
   */
  List<Expression> store(ProtectedColumn column, int position) {
    if (tenant) {
      throw Refusal.protectedUse(
          "a tenancy column would be stored in the protected column " + column.label(), position);
    }
    ProtectedColumn before = cell;
    if (before != null && !before.equals(column)) {
      throw Refusal.protectedUse(
          "one value goes into "
              + before.label()
              + " and "
              + column.label()
              + ", which are sealed differently; bind it twice",
          position);
    }
    cell = column;
    requireOneUse();
    if (before != null) {
      return List.of();
    }
    return parts.isEmpty()
        ? leaves
        : parts.stream().flatMap(part -> part.store(column, position).stream()).toList();
  }

  /** The column that its values were sealed for. */
  Optional<ProtectedColumn> cell() {
    return Optional.ofNullable(cell);
  }

  /** Whether it holds nothing but NULL. */
  boolean isNull() {
    return !tenant && leaves().stream().allMatch(NullValue.class::isInstance);
  }

  private int position() {
    return leaves().stream().mapToInt(ParsedStatement::startOf).max().orElse(-1) + 1;
  }

  private void requireOneUse() {
    if (plain && cell != null) {
      throw Refusal.protectedUse(
          "a value that is stored in the protected column "
              + cell.label()
              + " is also compared, sorted, returned or stored in the clear; bind it twice",
          position());
    }
  }
}
