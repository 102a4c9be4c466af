package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.policy.ColumnPolicy;

/**
 * Judges new names. Cells keep the domain under which they were sealed, so that a name may change
 * only where the policy has the new one go by the same domain already.
 */
final class Renames {

  private Renames() {}

  /** A relation under another name, in its schema or another. */
  static void table(Definition definition, Relation relation, RelationName to, int position) {
    TableGuard was = definition.guard(relation);
    TableGuard next = definition.guard(to, relation);
    if (!was.protectsLike(next)) {
      throw Refusal.mismatch(
          relation.name()
              + " under the name "
              + to
              + " would not be protected as it is; list "
              + to
              + " in the policy beside it, with the same columns and each with `domain:` of the"
              + " old name's, deploy that, and then rename",
          position);
    }
  }

  /** A column under another name. */
  static void column(Definition definition, Relation relation, Token from, Token to) {
    TableGuard guard = definition.guard(relation);
    RelationName table = relation.name();
    if (guard.isTenancyColumn(from.value())) {
      throw Refusal.boundary(
          "the tenancy column "
              + table
              + "."
              + from.value()
              + " under another name would leave its rows to every tenant; change the policy's"
              + " tenancy column first",
          from.position());
    }
    if (guard.cells().containsKey(from.value())) {
      throw Refusal.mismatch(
          "the policy protects "
              + table
              + "."
              + from.value()
              + "; deploy one that protects "
              + to.value()
              + " in its place, with `domain: "
              + guard.cells().get(from.value()).domain()
              + "`, and then rename",
          from.position());
    }
    if (guard.isTenancyColumn(to.value()) && relation.column(to.value()).isPresent()) {
      throw Refusal.boundary(
          table + " has its tenancy column " + to.value() + " already", to.position());
    }
    ColumnPolicy cell = guard.cells().get(to.value());
    if (cell != null && !isFormerName(definition, relation, from.value(), cell)) {
      throw Refusal.mismatch(
          "the policy protects "
              + table
              + "."
              + to.value()
              + ", and "
              + from.value()
              + " does not hold its cells; only a column whose cells are of the domain "
              + cell.domain()
              + " may take this name",
          to.position());
    }
  }

  /** Whether a column, by its name, holds the cells of a protected one that is not there. */
  private static boolean isFormerName(
      Definition definition, Relation relation, String column, ColumnPolicy cell) {
    String type = relation.column(column).map(ColumnInfo::type).orElse("");
    boolean stored =
        cell.storage() == ColumnPolicy.Storage.BINARY ? type.equals("bytea") : type.equals("text");
    return stored
        && relation.column(cell.name()).isEmpty()
        && definition
            .defaultDomain(relation.name(), column)
            .filter(cell.domain()::equals)
            .isPresent();
  }
}
