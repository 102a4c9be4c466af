package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.policy.ColumnPolicy;

/** A column of a definition on a server whose definitions commit by themselves. */
interface DefinedColumn {

  /** The column. */
  Token name();

  /** The column as a temporary table has it. */
  ColumnInfo info();

  /** Gives the column the type of its cells, or refuses what cannot be done with cells. */
  void rewrite(ColumnPolicy policy, Edits edits);
}
