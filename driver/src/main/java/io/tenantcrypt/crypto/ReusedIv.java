package io.tenantcrypt.crypto;

import javax.crypto.spec.GCMParameterSpec;

/**
 * The IV of the cell that a decrypting cipher opens next, in one array for all of them. Not for
 * encryption, where a provider must see each IV as an array of its own. For one thread at a time.
 */
final class ReusedIv extends GCMParameterSpec {

  private final byte[] iv = new byte[CellFormat.IV_LENGTH];

  ReusedIv(int tagBits) {
    super(tagBits, new byte[CellFormat.IV_LENGTH]);
  }

  ReusedIv of(byte[] cell) {
    System.arraycopy(cell, CellFormat.HEADER_LENGTH, iv, 0, iv.length);
    return this;
  }

  @Override
  public byte[] getIV() {
    return iv;
  }
}
