package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;

/**
 * Stands as the cause of a failure that says nothing of a KMS: the thread was interrupted, too many
 * wait here, a provider broke its contract. Such a failure has the code of one that may pass, but
 * nothing is bridged for it, no second copy takes over, and no KEK is left alone.
 */
final class NoOutage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoOutage(String why) {
    super(why);
  }

  /** Whether a KMS was asked and gave no answer, or throttled. */
  static boolean isOutage(TenantCryptException failure) {
    return (failure.code() == ErrorCode.TC030 || failure.code() == ErrorCode.TC031)
        && !(failure.getCause() instanceof NoOutage);
  }
}
