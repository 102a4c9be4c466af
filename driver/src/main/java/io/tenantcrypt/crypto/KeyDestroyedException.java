package io.tenantcrypt.crypto;

/**
 * A key was asked to work after its bytes had been overwritten. Nothing was sealed or opened; who
 * held no lease on the key takes one and tries again.
 */
public final class KeyDestroyedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  KeyDestroyedException() {
    super("A key was used after it had been destroyed");
  }
}
