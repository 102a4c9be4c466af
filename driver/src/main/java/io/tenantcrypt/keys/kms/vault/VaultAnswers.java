package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.util.Set;

/**
 * What Vault answers, in our codes: by its status, and where that is 400 for many things, by words
 * that Vault and OpenBao have in common. The words themselves are not passed on: some quote what
 * was sent.
 */
final class VaultAnswers {

  /** OpenBao can bring such a key back. */
  private static final String SOFT_DELETED = "soft-deleted";

  private static final String TOO_OLD = "disallowed by policy (too old)";
  private static final String NO_KEY = "encryption key not found";
  private static final Set<String> TYPES =
      Set.of("aes256-gcm96", "chacha20-poly1305", "xchacha20-poly1305");

  private final KmsFailures failures;

  VaultAnswers(KmsFailures failures) {
    this.failures = failures;
  }

  /**
   * An answer of an error.
   *
   * @param opens whether a wrapped key was to be opened, which may be another tenant's
   */
  TenantCryptException refusal(String operation, String tenant, VaultAnswer answer, boolean opens) {
    return failures.answered(code(answer, opens), operation, tenant, "status " + answer.status());
  }

  private static ErrorCode code(VaultAnswer answer, boolean opens) {
    return switch (answer.status()) {
      case 400 -> invalid(answer, opens);
      case 404 -> missing(answer);
      case 405 -> ErrorCode.TC040;
      case 412 -> ErrorCode.TC030;
      case VaultAnswer.THROTTLED -> ErrorCode.TC031;
      // Every other refusal of a request is one of its sender; none may be taken for an outage.
      default -> answer.status() > 400 && answer.status() < 500 ? ErrorCode.TC033 : ErrorCode.TC030;
    };
  }

  /**
   * Of a key that is not there Vault has no words. Where it has some, a mount or a namespace is
   * missing or was moved, which says nothing of the keys that were in it.
   */
  private static ErrorCode missing(VaultAnswer answer) {
    if (!answer.isVaults()) {
      return ErrorCode.TC030;
    }
    return answer.errors().isEmpty() ? ErrorCode.TC034 : ErrorCode.TC040;
  }

  private static ErrorCode invalid(VaultAnswer answer, boolean opens) {
    if (!answer.isVaults()) {
      return ErrorCode.TC030;
    }
    if (answer.says(NO_KEY)) {
      return ErrorCode.TC034;
    }
    if (answer.says(SOFT_DELETED) || answer.says(TOO_OLD)) {
      return ErrorCode.TC032;
    }
    return opens ? ErrorCode.TC035 : ErrorCode.TC040;
  }

  /** Whether a version is below {@code min_decryption_version}. */
  static boolean isTooOld(VaultAnswer answer) {
    return answer.status() == 400 && answer.says(TOO_OLD);
  }

  /** What could not be asked or read. */
  TenantCryptException unanswered(String operation, String tenant, VaultFailure failure) {
    return failure.code() == ErrorCode.TC030
        ? failures.unanswered(operation, tenant, failure.why())
        : failures.failed(failure.code(), operation, tenant, failure.why());
  }

  /** Holds what Vault says about a key that is there against what a KEK must be. */
  void requireFit(JsonObject key) {
    String type = key.text("type").orElse("none");
    if (!TYPES.contains(type) || !key.isTrue("derived")) {
      throw failures.unfit(
          "no derived key for authenticated encryption with 256 bits (type "
              + (type.matches("[a-z0-9-]{1,32}") ? type : "unknown")
              + ", derived="
              + key.isTrue("derived")
              + "), so Vault would not hold tenants apart. Make one: type=aes256-gcm96"
              + " derived=true.");
    }
    if (key.isTrue("soft_deleted")) {
      throw failures.unusable("soft-deleted");
    }
  }
}
