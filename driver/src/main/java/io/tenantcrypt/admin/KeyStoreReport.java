package io.tenantcrypt.admin;

import java.util.List;

/**
 * What a look through key tables or an export found.
 *
 * @param tenants the platform's own included, also broken ones
 * @param keys versions of keys whose seals hold, tombstones included
 * @param columns protected columns on record
 * @param opened wrapped keys that their KMS unwrapped and that passed their check
 * @param findings what is wrong; empty if all is well
 */
public record KeyStoreReport(
    long tenants, long keys, long columns, long opened, List<KeyStoreFinding> findings) {

  public KeyStoreReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean ok() {
    return findings.isEmpty();
  }
}
