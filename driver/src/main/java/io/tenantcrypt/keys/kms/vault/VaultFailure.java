package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;

/**
 * Why Vault could not be asked or gave nothing that can be read. The KEK that asked makes one of
 * its refusals of it; several may wait for one login, so it has neither a name nor a stack trace.
 */
final class VaultFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final boolean passing;

  /**
   * A failure.
   *
   * @param why a sentence without any secret, and without the last full stop for TC030
   */
  VaultFailure(ErrorCode code, String why) {
    this(code, why, false);
  }

  private VaultFailure(ErrorCode code, String why, boolean passing) {
    super(why, null, false, false);
    this.code = code;
    this.passing = passing;
  }

  /** A connection that was lost; another may do better. */
  static VaultFailure lost(String why) {
    return new VaultFailure(ErrorCode.TC030, why, true);
  }

  /** Whether the same request may be answered soon. */
  boolean isPassing() {
    return passing;
  }

  ErrorCode code() {
    return code;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
