package io.tenantcrypt.crypto;

import java.util.Arrays;

/** Keys of the tests: the DEK is 00 01 02 … 1f. */
public final class TestKeys {

  static final String TENANT = "acme";
  static final String DOMAIN = "patient.ssn";

  private TestKeys() {}

  /** The canonical bytes of a cell. */
  public static byte[] opened(ColumnKey key, byte[] cell) {
    return key.open(cell, Arrays::copyOf);
  }

  static SecretBytes dek() {
    byte[] bytes = new byte[ColumnKeys.KEY_LENGTH];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return SecretBytes.take(bytes);
  }

  static DestroyableColumnKey key() {
    return key(TENANT, DOMAIN, 7, "text");
  }

  static DestroyableColumnKey key(String tenant, String domain, int version, String family) {
    try (SecretBytes dek = dek()) {
      return ColumnKeys.derive(dek, version, tenant, domain, family);
    }
  }

  /** A key that seals under one IV: for one cell. */
  static DestroyableColumnKey keyWithIv(
      String tenant, String domain, int version, String family, byte[] iv) {
    try (SecretBytes dek = dek()) {
      return ColumnKeys.derive(
          dek,
          version,
          tenant,
          domain,
          family,
          (target, offset) -> System.arraycopy(iv, 0, target, offset, iv.length));
    }
  }
}
