package io.tenantcrypt.crypto;

/**
 * The first six bytes of a cell.
 *
 * @param algorithm {@link CellFormat#AES_256_GCM}
 * @param version the key version, from 1
 */
record CellHeader(byte algorithm, int version) {

  CellHeader {
    if (version < 1) {
      throw new IllegalArgumentException("Key versions begin with 1, not " + version);
    }
  }

  /** Magic, algorithm, version big endian; a fresh array. */
  byte[] bytes() {
    return new byte[] {
      CellFormat.MAGIC,
      algorithm,
      (byte) (version >>> 24),
      (byte) (version >>> 16),
      (byte) (version >>> 8),
      (byte) version
    };
  }
}
