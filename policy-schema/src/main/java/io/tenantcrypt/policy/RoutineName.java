package io.tenantcrypt.policy;

import java.util.Optional;

/**
 * A function or procedure as the policy names it; both parts are the names that the database's
 * catalog holds, compared exactly.
 *
 * @param schema the schema, or empty: any schema
 * @param routine the function or procedure
 */
public record RoutineName(Optional<String> schema, String routine) {

  @Override
  public String toString() {
    return schema.map(s -> s + "." + routine).orElse(routine);
  }
}
