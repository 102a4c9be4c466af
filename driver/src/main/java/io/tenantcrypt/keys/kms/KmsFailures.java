package io.tenantcrypt.keys.kms;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekUri;

/**
 * What went wrong under one KEK, in the words that all providers have in common. Immutable. It is
 * given names and numbers only, never what a KMS wrote: that may quote what it was sent.
 */
public final class KmsFailures {

  private final String kms;
  private final KekUri uri;

  /**
   * Failures of a KEK.
   *
   * @param kms what the KMS is called
   */
  public KmsFailures(String kms, KekUri uri) {
    this.kms = kms;
    this.uri = uri;
  }

  /**
   * The KMS answered with an error.
   *
   * @param tenant empty where the call has none
   * @param with its name for the error, or the status
   */
  public TenantCryptException answered(
      ErrorCode code, String operation, String tenant, String with) {
    return new TenantCryptException(
        code,
        kms
            + " answered "
            + operation
            + " under the KEK "
            + uri
            + of(tenant)
            + " with "
            + with
            + ": "
            + meaning(code));
  }

  private static String meaning(ErrorCode code) {
    return switch (code) {
      case TC031 ->
          "it throttles. Try again, and raise the quota that its owner has set or the cache's ttl.";
      case TC032 ->
          "the key or this version of it is disabled, waits for its deletion, or lost its key"
              + " material. Ask its owner to enable it.";
      case TC033 ->
          "the identity that this application has there may not use the key, or its credentials are"
              + " unknown or expired. Look at the key's policy and grants, at the identity's policy,"
              + " and at the credentials.";
      case TC034 ->
          "there is no such key. It was deleted and with it what it wrapped, or the KEK URI names"
              + " another place or name than it should.";
      case TC035 ->
          "the wrapped key was changed, or was wrapped for another tenant, deployment or purpose, or"
              + " under another key.";
      case TC040 -> "the KEK URI names no key that can wrap. Name a symmetric encryption key.";
      default -> "it is out of order. Try again.";
    };
  }

  /** There was no answer, or none that can be read. */
  public TenantCryptException unanswered(String operation, String tenant, String why) {
    return failed(
        ErrorCode.TC030,
        operation,
        tenant,
        why
            + ". Look at the network, the endpoint,"
            + " the credentials and tenantcrypt.kmsTimeout.");
  }

  /** The call could not be made or did not end well, for a reason that the text gives in full. */
  public TenantCryptException failed(ErrorCode code, String operation, String tenant, String why) {
    return new TenantCryptException(
        code,
        kms
            + " gave no answer to "
            + operation
            + " under the KEK "
            + uri
            + of(tenant)
            + ": "
            + why);
  }

  /** It answered for a key that the KEK URI does not name, or would have to be asked for one. */
  public TenantCryptException another(String operation, String tenant) {
    return new TenantCryptException(
        ErrorCode.TC035,
        kms
            + " answered "
            + operation
            + " for another key than the KEK "
            + uri
            + of(tenant)
            + ", or the wrapped key names another or was changed. Look at who can write to the key"
            + " tables, and at the endpoint.");
  }

  /** It answered, and what must be in the answer is not. */
  public TenantCryptException incomplete(String operation) {
    return new TenantCryptException(
        ErrorCode.TC030,
        kms + " answered " + operation + " under the KEK " + uri + " without what was asked for.");
  }

  /** It answered with a key that is none of ours: no outage, and trying again changes nothing. */
  public TenantCryptException odd(String operation, String tenant) {
    return new TenantCryptException(
        ErrorCode.TC035,
        kms
            + " answered "
            + operation
            + " under the KEK "
            + uri
            + of(tenant)
            + " with a key that has not "
            + GeneratedKey.LENGTH
            + " bytes. Look at who else wraps under this KEK, and at the endpoint.");
  }

  /** It describes a key that is there and is not to be used now. */
  public TenantCryptException unusable(String state) {
    return new TenantCryptException(
        ErrorCode.TC032,
        "The KEK "
            + uri
            + " is in the state "
            + state
            + " and cannot be used. Ask its owner to enable it, or name another.");
  }

  /** It describes a key that cannot be a KEK. */
  public TenantCryptException unfit(String why) {
    return new TenantCryptException(ErrorCode.TC040, "The KEK " + uri + " is " + why);
  }

  private static String of(String tenant) {
    return tenant.isEmpty() ? "" : " for tenant " + tenant;
  }
}
