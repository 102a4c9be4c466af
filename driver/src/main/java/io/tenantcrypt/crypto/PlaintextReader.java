package io.tenantcrypt.crypto;

/** Takes what it needs out of a plaintext while it is there. */
@FunctionalInterface
public interface PlaintextReader<R> {

  /**
   * Reads an opened cell.
   *
   * @param buffer overwritten as soon as this returns: not to be kept; its first {@code length}
   *     bytes may be changed
   * @param length how many of its first bytes are the canonical bytes
   */
  R read(byte[] buffer, int length);
}
