package io.tenantcrypt.crypto;

/**
 * Seals and opens the cells of one tenant's column under one key version.
 *
 * <p>Guarantees: what {@link #open} returns was sealed under this very tenant, domain, type family
 * and version. Does not guarantee: that the cell stands in the row it was sealed for, or that it is
 * the newest.
 */
public interface ColumnKey {

  /**
   * Seals canonical bytes into a fresh cell of format 1.
   *
   * @param canonical not kept and not changed
   * @param pad the plaintext is padded to the next multiple of this; 1 is none
   */
  byte[] seal(byte[] canonical, int pad);

  /**
   * Opens a cell and gives its canonical bytes to the reader.
   *
   * @return what the reader returns
   * @throws io.tenantcrypt.error.TenantCryptException TC020 if it does not authenticate
   * @throws KeyDestroyedException if the key was destroyed, which a lease would have held off
   */
  <R> R open(byte[] cell, PlaintextReader<R> reader);
}
