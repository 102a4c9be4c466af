package io.tenantcrypt.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One table of the policy.
 *
 * @param name as the policy names it
 * @param shared {@code tenant: none}: its rows belong to no tenant, and its protected columns are
 *     sealed under the reserved tenant {@code $platform}
 * @param tenancyColumn its own tenancy column, where it differs from {@link TenancyPolicy#column}
 * @param columns protected columns by name, in the policy's order
 */
public record TablePolicy(
    TableName name,
    boolean shared,
    Optional<String> tenancyColumn,
    Map<String, ColumnPolicy> columns) {

  public TablePolicy {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
