package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;

/**
 * A fresh key beside its wrapped form.
 *
 * @param plaintext 32 bytes; the receiver closes it
 * @param wrapped the same key, wrapped
 */
public record GeneratedKey(SecretBytes plaintext, WrappedKey wrapped) implements AutoCloseable {

  /** Length of every generated key, in bytes. */
  public static final int LENGTH = 32;

  /** Overwrites the plaintext. */
  @Override
  public void close() {
    plaintext.close();
  }
}
