package io.tenantcrypt.policy;

import java.util.Optional;

/**
 * A table as the policy names it; both parts are the names that the database's catalog holds,
 * compared exactly.
 *
 * @param schema the schema, or empty: the table of this name in whichever schema it stands
 * @param table the table
 */
public record TableName(Optional<String> schema, String table) {

  /** A name without a schema. */
  public static TableName of(String table) {
    return new TableName(Optional.empty(), table);
  }

  /** A name within a schema. */
  public static TableName of(String schema, String table) {
    return new TableName(Optional.of(schema), table);
  }

  /** Whether this entry means the given table of the catalog. */
  public boolean matches(String catalogSchema, String catalogTable) {
    return table.equals(catalogTable) && schema.map(catalogSchema::equals).orElse(true);
  }

  @Override
  public String toString() {
    return schema.map(s -> s + "." + table).orElse(table);
  }
}
