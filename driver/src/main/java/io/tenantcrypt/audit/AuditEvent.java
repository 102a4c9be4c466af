package io.tenantcrypt.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One use of a reviewed exit, or a refusal. Immutable; holds no text of a statement and no value.
 *
 * @param type what happened
 * @param time when, by the driver's clock
 * @param session the kind of the session
 * @param tenant the bound tenant, if there is one
 * @param fingerprint of the statement without its literals; empty where there is no statement
 * @param reason why it may, as the policy says
 * @param owner who answers for it, as the policy says
 * @param code the SQLState of a refusal, for example {@code TC001}
 */
public record AuditEvent(
    Type type,
    Instant time,
    Session session,
    Optional<String> tenant,
    Optional<String> fingerprint,
    Optional<String> reason,
    Optional<String> owner,
    Optional<String> code) {

  /** What happened. More may come with later versions. */
  public enum Type {
    /** A statement that the policy exempts from the tenant boundary is sent. */
    STATEMENT_EXEMPTED,
    /** A platform session was opened. */
    PLATFORM_SESSION,
    /** A statement of a platform session is sent. */
    PLATFORM_STATEMENT,
    /** Work was begun that runs once for every tenant. */
    EVERY_TENANT,
    /** A statement was refused; nothing of it was sent. */
    STATEMENT_REFUSED
  }

  /** What kind of session it was. */
  public enum Session {
    /** Works for one tenant at a time. */
    TENANT,
    /** Reads across tenants, without any key. */
    PLATFORM,
    /** No session of the application: an API of the driver was called. */
    NONE
  }
}
