package io.tenantcrypt.keys.kms;

import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;

/**
 * A kind of KMS. Found by {@link java.util.ServiceLoader}; needs a public constructor without
 * parameters. Safe for several threads.
 *
 * <p>What a provider must hold: the encryption context goes to the KMS as it is on every call and
 * is authenticated there ({@link io.tenantcrypt.keys.EncryptionContext#asMap} where the KMS takes
 * pairs, {@link io.tenantcrypt.keys.EncryptionContext#canonical} or a hash of it where it takes
 * bytes); the KEK is named explicitly at unwrapping, and the id that the KMS answers with is
 * compared; each call ends within {@link KmsSettings#timeout}; arrays with key bytes are
 * overwritten; and every failure is one of the codes that {@link KeyEncryptionKey} lists.
 */
public interface KmsProvider extends AutoCloseable {

  /** The scheme of its KEK URIs, lower case. */
  String scheme();

  /**
   * A handle on a KEK. Calls no KMS and opens no file: start-up needs neither.
   *
   * @param uri of this provider's scheme
   * @throws io.tenantcrypt.error.TenantCryptException TC040 if the URI cannot be read, or the
   *     provider may not be used here
   */
  KeyEncryptionKey open(KekUri uri, KmsSettings settings);

  /**
   * Ends what the handles share, such as clients and their threads; they are not used any more. The
   * runtime that the provider was made for calls it when it ends.
   */
  @Override
  default void close() {}
}
