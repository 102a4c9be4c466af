package io.tenantcrypt.audit;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Hands events to the sinks there are. Safe for several threads. */
public final class AuditTrail {

  private final List<AuditSink> sinks;
  private final InstantSource clock;

  /** A trail to these sinks. */
  public AuditTrail(List<AuditSink> sinks, InstantSource clock) {
    this.sinks = List.copyOf(sinks);
    this.clock = clock;
  }

  /** A trail to all sinks that a class loader knows, else to the log. */
  public static AuditTrail load(ClassLoader classes, InstantSource clock) {
    List<AuditSink> found = new ArrayList<>();
    ServiceLoader.load(AuditSink.class, classes).forEach(found::add);
    return new AuditTrail(found.isEmpty() ? List.of(new LogAuditSink()) : found, clock);
  }

  /** The time of events. */
  public InstantSource clock() {
    return clock;
  }

  /**
   * Records the use of an exit, before it is used.
   *
   * @throws TenantCryptException TC040 if a sink does not take the event: an exit is not used
   *     without its record
   */
  public void used(
      AuditEvent.Type type,
      AuditEvent.Session session,
      Optional<String> tenant,
      Optional<String> fingerprint,
      Optional<String> reason,
      Optional<String> owner) {
    give(
        new AuditEvent(
            type,
            clock.instant(),
            session,
            tenant,
            fingerprint,
            reason,
            owner,
            Optional.empty(),
            Optional.empty()));
  }

  /**
   * Records a refusal.
   *
   * @throws TenantCryptException TC040 if a sink does not take the event
   */
  public void refused(AuditEvent.Session session, String fingerprint, ErrorCode code) {
    give(
        new AuditEvent(
            AuditEvent.Type.STATEMENT_REFUSED,
            clock.instant(),
            session,
            Optional.empty(),
            Optional.of(fingerprint),
            Optional.empty(),
            Optional.empty(),
            Optional.of(code.sqlState()),
            Optional.empty()));
  }

  /**
   * Records a call to a KMS, after it.
   *
   * @param failure why it gave nothing, if so
   * @throws TenantCryptException TC040 if a sink does not take the event: what the KMS gave is not
   *     used then
   */
  public void called(String tenant, AuditEvent.KmsUse call, Optional<ErrorCode> failure) {
    give(
        new AuditEvent(
            AuditEvent.Type.KMS_CALL,
            clock.instant(),
            AuditEvent.Session.NONE,
            Optional.of(tenant),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            failure.map(ErrorCode::sqlState),
            Optional.of(call)));
  }

  private void give(AuditEvent event) {
    for (AuditSink sink : sinks) {
      try {
        sink.accept(event);
      } catch (RuntimeException e) {
        throw new TenantCryptException(
            ErrorCode.TC040,
            "The audit sink "
                + sink.getClass().getName()
                + " did not take an event of type "
                + event.type()
                + ", and nothing is let through without its record. Repair the sink.",
            e);
      }
    }
  }
}
