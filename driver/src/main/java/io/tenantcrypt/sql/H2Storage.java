package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.plan.CellSize;
import io.tenantcrypt.policy.ColumnPolicy;
import java.util.Optional;
import java.util.Set;

/** Where cells lie in H2. */
final class H2Storage {

  private static final Set<String> BINARY = Set.of("binary varying", "binary large object");
  private static final Set<String> TEXT = Set.of("character varying", "character large object");

  /** As long as a value without a bound may be. */
  private static final long UNBOUNDED = 16_777_215;

  /** Longer cells lie beside the row. */
  private static final long LONGEST_IN_ROW = 2_000;

  private H2Storage() {}

  /** What is wrong with a column as the place of cells. */
  static Optional<String> misfit(ColumnPolicy policy, ColumnInfo column) {
    boolean binary = policy.storage() == ColumnPolicy.Storage.BINARY;
    boolean fits =
        (binary ? BINARY : TEXT).contains(column.type())
            && column.exactEquality()
            && column.length() >= Math.min(CellSize.most(policy), UNBOUNDED);
    return fits
        ? Optional.empty()
        : Optional.of(
            " is of type "
                + column.type()
                + (column.length() > 0 ? "(" + column.length() + ")" : "")
                + " in the database; cells of this column need "
                + type(policy));
  }

  /**
   * What keeps plaintext out of a column of cells.
   *
   * @param column the column's name as text
   */
  static String check(ColumnPolicy policy, String column) {
    return policy.storage() == ColumnPolicy.Storage.BINARY
        ? " CHECK (SUBSTRING(" + column + ", 1, 1) = X'F9')"
        : " CHECK (SUBSTRING(" + column + ", 1, 4) = 'tc1.')";
  }

  /** The type of a column of cells. */
  static String type(ColumnPolicy policy) {
    long most = Math.min(CellSize.most(policy), UNBOUNDED);
    boolean binary = policy.storage() == ColumnPolicy.Storage.BINARY;
    if (most <= LONGEST_IN_ROW) {
      return (binary ? "varbinary(" : "varchar(") + most + ")";
    }
    return binary ? "binary large object" : "clob"; // no BLOB in the mode PostgreSQL
  }
}
