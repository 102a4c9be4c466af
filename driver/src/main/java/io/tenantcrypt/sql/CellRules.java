package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ProtectedColumn;

/** Which columns' cells stand for each other. */
final class CellRules {

  private CellRules() {}

  /** Whether a cell of one column opens and lies as a cell of the other. */
  static boolean same(ProtectedColumn left, ProtectedColumn right) {
    return left.domain().equals(right.domain())
        && left.type().family() == right.type().family()
        && left.storage() == right.storage()
        && left.platform() == right.platform();
  }
}
