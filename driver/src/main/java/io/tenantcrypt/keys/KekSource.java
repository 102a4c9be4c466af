package io.tenantcrypt.keys;

/**
 * The one way to KEKs: finds the provider of a URI's scheme. Safe for several threads. Opening a
 * handle calls no KMS.
 */
public interface KekSource {

  /**
   * A handle, the same for the same URI.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC040 if no provider knows the scheme, or it
   *     refuses the URI here
   */
  KeyEncryptionKey open(KekUri uri);
}
