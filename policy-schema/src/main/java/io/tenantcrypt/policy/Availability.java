package io.tenantcrypt.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Which keys of a valid policy this version does not carry out yet. A runtime must refuse a policy
 * that uses one: ignoring it would leave less protection than was written down.
 */
public final class Availability {

  private Availability() {}

  /**
   * The keys in use that have no effect in this version.
   *
   * @return key paths with their values where the value matters, for example {@code
   *     tables.clinic.patient.columns.mrn.encryption: deterministic}; in the policy's order; empty
   *     if all is available
   */
  public static List<String> missing(Policy policy) {
    List<String> missing = new ArrayList<>();
    keys(policy.keys(), missing);
    for (TablePolicy table : policy.tables()) {
      for (ColumnPolicy column : table.columns().values()) {
        column("tables." + table.name() + ".columns." + column.name(), column, missing);
      }
    }
    if (!policy.functions().isEmpty()) {
      missing.add("functions");
    }
    if (!policy.extensions().isEmpty()) {
      missing.add("extensions");
    }
    policy.audit().backPressure().ifPresent(b -> missing.add("audit.backPressure"));
    return List.copyOf(missing);
  }

  private static void keys(KeyPolicy keys, List<String> missing) {
    if (keys.envelope() != KeyPolicy.Envelope.TABLE) {
      missing.add("keys.envelope: inline");
    }
  }

  private static void column(String path, ColumnPolicy column, List<String> missing) {
    if (column.encryption() != ColumnPolicy.Encryption.RANDOMIZED) {
      missing.add(path + ".encryption: deterministic");
    }
    column.index().ifPresent(i -> missing.add(path + ".index"));
    if (!column.bindTo().isEmpty()) {
      missing.add(path + ".bindTo");
    }
    column.defaultValue().ifPresent(d -> missing.add(path + ".default"));
  }
}
