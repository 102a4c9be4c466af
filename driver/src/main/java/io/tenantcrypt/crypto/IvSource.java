package io.tenantcrypt.crypto;

/** Where the IVs of cells come from; tests that compare cells inject theirs. */
interface IvSource {

  /** Writes {@link CellFormat#IV_LENGTH} bytes that no cell under the same key has had. */
  void next(byte[] target, int offset);
}
