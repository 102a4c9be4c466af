package io.tenantcrypt.admin;

import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which keys the policy's schedule finds too old.
 *
 * @param rotation the schedule
 * @param now the key tables' time
 * @param wrapped when the last job began that wrapped all tenants' keys anew and came to its end
 */
record KeyAges(KeyPolicy.Rotation rotation, Instant now, Optional<Instant> wrapped) {

  /** What the schedule wants of the key that a tenant's new cells are sealed under. */
  List<DueKey> due(TenantId tenant, KeyRow key) {
    List<DueKey> due = new ArrayList<>();
    Instant sealing = key.activated().orElse(key.created());
    if (isOver(rotation.dek(), sealing)) {
      due.add(due(tenant, key, DueKey.Reason.DATA_KEY_AGE, sealing));
    }
    // A key is wrapped when it is made, and by each job over all tenants since, sealing or not.
    Instant last = wrapped.filter(key.created()::isBefore).orElse(key.created());
    if (isOver(rotation.kek(), last)) {
      due.add(due(tenant, key, DueKey.Reason.KEK_AGE, last));
    }
    return due;
  }

  private boolean isOver(Optional<Duration> age, Instant since) {
    return age.isPresent() && !now.isBefore(since.plus(age.get()));
  }

  private DueKey due(TenantId tenant, KeyRow key, DueKey.Reason reason, Instant since) {
    return new DueKey(
        tenant.value(), key.version(), reason, Duration.between(since, now).toDays() + " days");
  }
}
