package io.tenantcrypt;

import io.tenantcrypt.audit.AuditEvent;
import io.tenantcrypt.audit.AuditTrail;
import io.tenantcrypt.keys.KmsCall;
import java.util.Locale;
import java.util.TreeMap;

/** Records each call to a KMS in the audit trail. Safe for several threads. */
final class KmsAudit implements KmsCall.Listener {

  private final AuditTrail audit;

  KmsAudit(AuditTrail audit) {
    this.audit = audit;
  }

  @Override
  public void called(KmsCall call) {
    audit.called(
        call.tenant().value(),
        new AuditEvent.KmsUse(
            call.id(),
            call.operation().name().toLowerCase(Locale.ROOT),
            call.kek().toString(),
            call.kmsKeyId(),
            new TreeMap<>(call.context()),
            call.latency()),
        call.failure());
  }
}
