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
   * Opens a cell.
   *
   * @return the plaintext with its padding; {@link CellFormat#length} gives how many bytes of it
   *     are canonical
   * @throws io.tenantcrypt.error.TenantCryptException TC020 if it does not authenticate
   */
  byte[] open(byte[] cell);
}
