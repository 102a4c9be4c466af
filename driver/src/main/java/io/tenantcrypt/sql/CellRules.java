package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.LogicalType;

/** Which columns' cells stand for each other. */
final class CellRules {

  private CellRules() {}

  /**
   * Whether a cell of one column may be stored in the other: the same, and no value of it would be
   * refused or changed by the other's type.
   */
  static boolean fits(ProtectedColumn from, ProtectedColumn to) {
    return same(from, to)
        && (from.type().equals(to.type())
            || (from.type().family() == LogicalType.Family.TEXT
                && (to.type().name() == LogicalType.Name.TEXT
                    || (to.type().name() == LogicalType.Name.VARCHAR
                        && from.type().name() == LogicalType.Name.VARCHAR
                        && from.type().length() <= to.type().length()))));
  }

  /** Whether a cell of one column opens and lies as a cell of the other. */
  static boolean same(ProtectedColumn left, ProtectedColumn right) {
    return left.domain().equals(right.domain())
        && left.type().family() == right.type().family()
        && left.storage() == right.storage()
        && left.platform() == right.platform();
  }
}
