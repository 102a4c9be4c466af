package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.KeyRequest;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generated keys that a protected plan gives: columns are asked for by name, so that what comes
 * back is known cell by cell.
 *
 * @param request what the real driver is asked
 * @param outputs what its columns hold; null where they are as they come
 */
record GeneratedKeys(KeyRequest request, @Nullable List<OutputColumn> outputs) {

  private static final GeneratedKeys NONE = new GeneratedKeys(KeyRequest.NONE, List.of());

  static GeneratedKeys of(KeyRequest asked, StatementPlan.Protected plan, Reading reading) {
    if (asked == KeyRequest.NONE || plan.target().isEmpty()) {
      return NONE;
    }
    if (!plan.outputs().isEmpty()) {
      // A RETURNING of its own decides the columns, whatever else is asked.
      return new GeneratedKeys(asked, plan.outputs());
    }
    boolean byTheDatabase = reading instanceof Reading.H2 && asked instanceof KeyRequest.Flag;
    if (byTheDatabase || reading instanceof Reading.Mysql) {
      // H2's driver, asked by the flag, gives the columns that the database fills; those of MySQL
      // and MariaDB give the numbers of AUTO_INCREMENT whatever is asked. No cell is among them.
      return new GeneratedKeys(asked, null);
    }
    List<TargetColumn> chosen = new ArrayList<>();
    if (asked instanceof KeyRequest.Names names) {
      for (String name : names.values()) {
        chosen.add(named(name, plan.target()));
      }
    } else if (asked instanceof KeyRequest.Indexes indexes) {
      for (int index : indexes.values()) {
        chosen.add(at(index, plan.target()));
      }
    } else {
      chosen.addAll(plan.target());
    }
    return new GeneratedKeys(
        new KeyRequest.Names(
            chosen.stream().map(c -> written(c.name(), reading)).toArray(String[]::new)),
        chosen.stream().map(TargetColumn::output).toList());
  }

  /** Whether a cell is among columns; null are none that need to be opened. */
  static boolean cells(@Nullable List<OutputColumn> columns) {
    return columns != null && columns.stream().anyMatch(OutputColumn.Cell.class::isInstance);
  }

  private static String written(String name, Reading reading) {
    return reading instanceof Reading.H2 h2 ? h2.swap(name) : name;
  }

  private static TargetColumn named(String name, List<TargetColumn> target) {
    for (TargetColumn column : target) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    for (TargetColumn column : target) {
      if (column.name().equalsIgnoreCase(name)) {
        return column;
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC041, "There is no column " + name + " to return as a generated key.");
  }

  private static TargetColumn at(int index, List<TargetColumn> target) {
    if (index < 1 || index > target.size()) {
      throw new TenantCryptException(
          ErrorCode.TC041, "There is no column " + index + " to return as a generated key.");
    }
    return target.get(index - 1);
  }
}
