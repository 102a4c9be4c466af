package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import java.util.Optional;

/**
 * A handle on one KEK. The KEK itself never leaves its KMS. Safe for several threads; holds no
 * connection that must be closed by the caller. Each call waits at most for the time-out that the
 * handle's provider was given.
 *
 * <p>Every method throws {@link io.tenantcrypt.error.TenantCryptException} and nothing else: TC030
 * if the KMS does not answer in time or cannot be reached, TC031 if it throttles, TC032 if the KEK
 * is disabled, revoked or waits for its deletion, TC033 if the caller may not use it (also expired
 * credentials), TC034 if it is destroyed. Only TC030 and TC031 are worth a retry. Messages name the
 * KEK and the tenant and hold no bytes.
 */
public interface KeyEncryptionKey {

  /** The URI that it was opened with. */
  KekUri uri();

  /**
   * What the KMS calls the KEK, where that can be told without asking it: for limits that hold
   * before anything, a credential included, is sent there. Empty where only the KMS knows, as of an
   * alias. By default the URI without its parameters.
   */
  default Optional<KekUri> canonical() {
    String rest = uri().rest();
    int mark = rest.indexOf('?');
    return Optional.of(mark < 1 ? uri() : new KekUri(uri().scheme(), rest.substring(0, mark)));
  }

  /**
   * Makes 32 fresh random bytes and wraps them: in the KMS where it can, here otherwise.
   *
   * @param context authenticated by the KMS
   */
  GeneratedKey generate(EncryptionContext context);

  /**
   * Wraps a key.
   *
   * @param plaintext neither kept nor closed
   * @param context authenticated by the KMS
   */
  WrappedKey wrap(SecretBytes plaintext, EncryptionContext context);

  /**
   * Wraps anew what this KEK has wrapped, under its newest version. A KMS that can do so without
   * giving out the key does; otherwise the key is here for a moment.
   *
   * @param context the key's, before and after
   * @throws io.tenantcrypt.error.TenantCryptException as {@link #unwrap}
   */
  default WrappedKey rewrap(WrappedKey wrapped, EncryptionContext context) {
    try (SecretBytes key = unwrap(wrapped, context)) {
      return wrap(key, context);
    }
  }

  /** Whether {@link #rewrap} is one call of the KMS, which does not give the key out for it. */
  default boolean rewrapsInside() {
    return false;
  }

  /**
   * Whether nothing opens any more what a KEK has wrapped once its KMS says that it is destroyed
   * (TC034): no replica of it in another region, no file that was copied. A certificate rests on
   * it, so a provider that does not know says no, as here.
   *
   * @param kmsKeyId what the KMS called the KEK when it wrapped
   */
  default boolean isGoneWhenDestroyed(String kmsKeyId) {
    return false;
  }

  /**
   * Unwraps a key that this KEK has wrapped, under exactly the context it was wrapped with.
   *
   * @return the key; the receiver closes it
   * @throws io.tenantcrypt.error.TenantCryptException besides those of all methods TC035 if the KMS
   *     refuses the context or the bytes, or answers for another KEK
   */
  SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context);

  /** What the KMS says about the KEK; may be a call to it. */
  KekDescription describe();
}
