package io.tenantcrypt.policy;

/**
 * A protected column, named from elsewhere in the policy.
 *
 * @param table the table as the policy names it
 * @param column the column
 */
public record ColumnReference(TableName table, String column) {

  @Override
  public String toString() {
    return table + "." + column;
  }
}
