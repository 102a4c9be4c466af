package io.tenantcrypt.policy;

import java.util.List;
import java.util.Optional;

/**
 * A whole column policy, valid in itself.
 *
 * @param version the format of the policy; 1
 * @param deployment a random identifier, part of every encryption context
 * @param revision counts up with each change
 * @param tenancy how rows belong to tenants
 * @param keys where keys come from
 * @param tables in the policy's order
 */
public record Policy(
    int version,
    String deployment,
    long revision,
    TenancyPolicy tenancy,
    KeyPolicy keys,
    List<TablePolicy> tables) {

  public Policy {
    tables = List.copyOf(tables);
  }

  /** The entry for a table of the catalog; one with a schema wins over one without. */
  public Optional<TablePolicy> table(String schema, String table) {
    Optional<TablePolicy> loose = Optional.empty();
    for (TablePolicy candidate : tables) {
      if (candidate.name().matches(schema, table)) {
        if (candidate.name().schema().isPresent()) {
          return Optional.of(candidate);
        }
        loose = Optional.of(candidate);
      }
    }
    return loose;
  }
}
