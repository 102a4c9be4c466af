package io.tenantcrypt.jdbc;

import io.tenantcrypt.audit.AuditEvent;
import io.tenantcrypt.audit.AuditTrail;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.StatementExemption;
import io.tenantcrypt.sql.Fingerprint;
import io.tenantcrypt.tenancy.TenantId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reviewed exits of one session: whether one may be used now, and the record of its use. */
final class ExitUse {

  private final AuditTrail audit;
  private final boolean platform;

  ExitUse(AuditTrail audit, boolean platform) {
    this.audit = audit;
    this.platform = platform;
  }

  private AuditEvent.Session kind() {
    return platform ? AuditEvent.Session.PLATFORM : AuditEvent.Session.TENANT;
  }

  /** Records that a platform session begins. */
  void opened() {
    audit.used(
        AuditEvent.Type.PLATFORM_SESSION,
        kind(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Requires that an exemption still holds; its last day is that of UTC.
   *
   * @throws TenantCryptException TC001 if it has expired
   */
  void requireCurrent(StatementPlan.Exempted exempted) {
    StatementExemption exemption = exempted.exemption();
    LocalDate today = LocalDate.ofInstant(audit.clock().instant(), ZoneOffset.UTC);
    if (today.isAfter(exemption.expires())) {
      throw new TenantCryptException(
          ErrorCode.TC001,
          "The exemption of this statement from the tenant boundary expired on "
              + exemption.expires()
              + ". Ask its owner, "
              + exemption.owner()
              + ", to review it, or pin its tables to the tenant.");
    }
  }

  /** Records the use of an exemption that still holds. */
  void used(StatementPlan.Exempted exempted, @Nullable TenantId tenant) {
    requireCurrent(exempted);
    audit.used(
        AuditEvent.Type.STATEMENT_EXEMPTED,
        kind(),
        Optional.ofNullable(tenant).map(TenantId::value),
        Optional.of(exempted.fingerprint()),
        Optional.of(exempted.exemption().reason()),
        Optional.of(exempted.exemption().owner()));
  }

  /**
   * Records a statement of a platform session.
   *
   * @param bound a tenant that any source names
   * @throws TenantCryptException TC011 if there is one
   */
  void platformStatement(String sql, Reading reading, @Nullable TenantId bound) {
    requireUnbound(bound);
    audit.used(
        AuditEvent.Type.PLATFORM_STATEMENT,
        kind(),
        Optional.empty(),
        Optional.of(Fingerprint.of(sql, reading)),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Requires that a platform session works for no tenant.
   *
   * @throws TenantCryptException TC011 if it does
   */
  static void requireUnbound(@Nullable TenantId bound) {
    if (bound != null) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "Tenant "
              + bound
              + " is bound, and a platform session works for none. Unbind it, or use a connection"
              + " without session=platform.");
    }
  }

  /** Records a refusal; the record that fails goes with the refusal. */
  void refused(String sql, Reading reading, TenantCryptException refusal) {
    try {
      audit.refused(kind(), Fingerprint.of(sql, reading), refusal.code());
    } catch (TenantCryptException e) {
      refusal.addSuppressed(e);
    }
  }
}
