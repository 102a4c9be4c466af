package io.tenantcrypt.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One use of a reviewed exit, a refusal, or a call to a KMS. Immutable; holds no text of a
 * statement, no value and no key.
 *
 * @param type what happened
 * @param time when, by the driver's clock
 * @param session the kind of the session
 * @param tenant the bound tenant, if there is one
 * @param fingerprint of the statement without its literals; empty where there is no statement
 * @param reason why it may, as the policy says
 * @param owner who answers for it, as the policy says
 * @param code the SQLState of a refusal, for example {@code TC001}
 * @param kms the call to a KMS, if it is one
 */
public record AuditEvent(
    Type type,
    Instant time,
    Session session,
    Optional<String> tenant,
    Optional<String> fingerprint,
    Optional<String> reason,
    Optional<String> owner,
    Optional<String> code,
    Optional<KmsUse> kms) {

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
    STATEMENT_REFUSED,
    /** A KMS was asked for something; told of when it has answered or failed. */
    KMS_CALL
  }

  /**
   * A call to a KMS.
   *
   * @param call the call's random id, which the message of a failure ends with
   * @param operation {@code generate}, {@code wrap}, {@code rewrap}, {@code unwrap} or {@code
   *     describe}
   * @param kek the KEK's URI
   * @param key what the KMS calls the key that it used; empty if it did not say
   * @param context what the KMS authenticated, by name; empty for {@code describe}
   * @param latency how long it took
   */
  public record KmsUse(
      String call,
      String operation,
      String kek,
      String key,
      SortedMap<String, String> context,
      Duration latency) {

    public KmsUse {
      context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
    }
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
