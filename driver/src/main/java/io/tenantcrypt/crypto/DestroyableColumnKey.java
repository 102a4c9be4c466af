package io.tenantcrypt.crypto;

/** A column key whose owner can end its life. */
public interface DestroyableColumnKey extends ColumnKey {

  /**
   * Overwrites the key bytes and drops the ciphers; further calls do nothing more. Called after the
   * last lease has ended: a use after it is an {@link IllegalStateException}.
   */
  void destroy();
}
