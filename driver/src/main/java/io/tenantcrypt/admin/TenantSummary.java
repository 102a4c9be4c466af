package io.tenantcrypt.admin;

import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant, told.
 *
 * @param id canonical
 * @param tier empty for none
 * @param state whether its keys are given out
 * @param kek the KEK URI of its keys
 * @param keyVersion the version of its data key that seals; empty if none does
 * @param created when it was provisioned
 */
public record TenantSummary(
    String id,
    String tier,
    TenantState state,
    String kek,
    Optional<Integer> keyVersion,
    Instant created) {

  static TenantSummary of(TenantRing ring) {
    return new TenantSummary(
        ring.tenant().value(),
        ring.tier(),
        ring.state(),
        ring.kek().toString(),
        ring.active(KeyPurpose.DEK).map(KeyRow::version),
        ring.created());
  }
}
