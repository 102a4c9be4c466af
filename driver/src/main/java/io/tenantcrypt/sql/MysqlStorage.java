package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.plan.CellSize;
import io.tenantcrypt.policy.ColumnPolicy;
import java.util.Optional;
import java.util.Set;

/**
 * Where cells lie in MariaDB and MySQL. These servers may cut a value that is too long for its
 * column without an error, so a column must hold the longest cell.
 */
final class MysqlStorage {

  private static final Set<String> BINARY =
      Set.of("varbinary", "tinyblob", "blob", "mediumblob", "longblob");
  private static final Set<String> TEXT =
      Set.of("varchar", "tinytext", "text", "mediumtext", "longtext");

  /** What a value without a bound needs: a mediumblob. */
  private static final long UNBOUNDED = 16_777_215;

  /** A longer varbinary counts too much against the limit of a row. */
  private static final long LONGEST_VARBINARY = 2_000;

  private static final long BLOB = 65_535;

  private MysqlStorage() {}

  /** What is wrong with a column as the place of cells. */
  static Optional<String> misfit(ColumnPolicy policy, ColumnInfo column) {
    boolean binary = policy.storage() == ColumnPolicy.Storage.BINARY;
    boolean fits =
        (binary ? BINARY : TEXT).contains(column.type())
            && (binary || column.exactEquality())
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

  /** What keeps plaintext out of a column of cells. */
  static String check(ColumnPolicy policy) {
    String column = "`" + policy.name().replace("`", "``") + "`";
    return policy.storage() == ColumnPolicy.Storage.BINARY
        ? " CHECK (LEFT(" + column + ", 1) = x'F9')"
        : " CHECK (LEFT(" + column + ", 4) = 'tc1.')";
  }

  /** The type of a column of cells. */
  static String type(ColumnPolicy policy) {
    long most = Math.min(CellSize.most(policy), UNBOUNDED);
    boolean binary = policy.storage() == ColumnPolicy.Storage.BINARY;
    if (most <= LONGEST_VARBINARY) {
      return binary
          ? "varbinary(" + most + ")"
          : "varchar(" + most + ") CHARACTER SET ascii COLLATE ascii_bin";
    }
    String size = most <= BLOB ? "" : "medium";
    return binary ? size + "blob" : size + "text CHARACTER SET ascii COLLATE ascii_bin";
  }
}
