package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the policy has a table go by, whether or not the database agrees: to be compared before and
 * after a definition, which must not weaken it.
 *
 * @param tenancy the column by which its rows belong to tenants
 * @param shared whether its cells are sealed for the platform
 * @param cells its protected columns by name
 */
record TableGuard(Optional<String> tenancy, boolean shared, Map<String, ColumnPolicy> cells) {

  /**
   * What the policy has a table go by.
   *
   * @param temporary whether it is a session's own: such a one may hold a tenant's rows without a
   *     tenancy column, since the session notes whose they are
   */
  static TableGuard of(
      Policy policy, Optional<TablePolicy> entry, Predicate<String> hasColumn, boolean temporary) {
    if (entry.isPresent() && entry.get().shared()) {
      return new TableGuard(Optional.empty(), true, entry.get().columns());
    }
    String column =
        entry.flatMap(TablePolicy::tenancyColumn).orElseGet(() -> policy.tenancy().column());
    boolean tenant = (entry.isPresent() && !temporary) || hasColumn.test(column);
    return new TableGuard(
        tenant ? Optional.of(column) : Optional.empty(),
        false,
        entry.map(TablePolicy::columns).orElse(Map.of()));
  }

  /** The same with the cells that a temporary table made from a query holds. */
  TableGuard with(Relation relation) {
    Map<String, ColumnPolicy> all = new HashMap<>(cells);
    boolean platform = shared;
    for (ColumnInfo column : relation.columns()) {
      if (column.copied().isPresent()) {
        all.put(column.name(), column.copied().get().column());
        platform |= column.copied().get().platform();
      }
    }
    return all.size() == cells.size() ? this : new TableGuard(tenancy, platform, Map.copyOf(all));
  }

  boolean isPlain() {
    return tenancy.isEmpty() && cells.isEmpty();
  }

  boolean isTenancyColumn(String column) {
    return tenancy.filter(column::equals).isPresent();
  }

  /** Whether rows under this guard may be rows under the other. */
  boolean protectsLike(TableGuard other) {
    return tenancy.equals(other.tenancy)
        && (shared == other.shared || cells.isEmpty())
        && sameCells(other);
  }

  /** Whether both have the same protected columns, whose cells the other could open. */
  boolean sameCells(TableGuard other) {
    return sameCells(cells, other.cells);
  }

  static boolean sameCells(Map<String, ColumnPolicy> some, Map<String, ColumnPolicy> others) {
    return some.keySet().equals(others.keySet())
        && some.values().stream().allMatch(c -> alike(c, others.get(c.name())));
  }

  /** Whether a cell of one column opens as one of the other; two that are not there are alike. */
  static boolean alike(@Nullable ColumnPolicy one, @Nullable ColumnPolicy other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.domain().equals(other.domain())
        && one.type().family() == other.type().family()
        && one.encryption() == other.encryption()
        && one.storage() == other.storage()
        && one.index().equals(other.index())
        && one.bindTo().equals(other.bindTo());
  }
}
