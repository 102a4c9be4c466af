package io.tenantcrypt.crypto;

/** Derives column keys from data keys (design §6). Stateless; safe for several threads. */
public final class ColumnKeys {

  /** First component of each derivation's info; never changes for cell format 1. */
  static final String PROTOCOL = "tenantcrypt/v1";

  /** The purpose of keys that seal cells; never changes. */
  static final String CELL_PURPOSE = "cell";

  /** Bytes of a data key and of an AES-256 column key. */
  public static final int KEY_LENGTH = 32;

  private ColumnKeys() {}

  /**
   * The key that seals a tenant's cells of one column domain.
   *
   * @param dek the tenant's data key, {@link #KEY_LENGTH} bytes; neither kept nor changed
   * @param version the data key's version, from 1
   * @param tenant the tenant's canonical id
   * @param domain the column's domain
   * @param family the label of its logical type family
   * @throws IllegalStateException if {@code dek} is closed
   */
  public static DestroyableColumnKey derive(
      SecretBytes dek, int version, String tenant, String domain, String family) {
    return derive(dek, version, tenant, domain, family, RandomIvs.SHARED);
  }

  static DestroyableColumnKey derive(
      SecretBytes dek, int version, String tenant, String domain, String family, IvSource ivs) {
    if (dek.length() != KEY_LENGTH) {
      throw new IllegalArgumentException("A data key has 32 bytes, not " + dek.length());
    }
    byte[] info = info(CELL_PURPOSE, tenant, domain);
    SecretBytes key = SecretBytes.take(Hkdf.derive(dek.reveal(), info, KEY_LENGTH));
    if (dek.isClosed()) {
      key.close();
      throw new IllegalStateException("A data key was destroyed while a key was derived from it");
    }
    CellHeader header = new CellHeader(CellFormat.AES_256_GCM, version);
    return new GcmColumnKey(new RawKey("AES", key), header, tenant, domain, family, ivs);
  }

  /** {@code LP("tenantcrypt/v1") ‖ LP(purpose) ‖ LP(tenant) ‖ LP(domain)}. */
  static byte[] info(String purpose, String tenant, String domain) {
    return new LengthPrefixed().add(PROTOCOL).add(purpose).add(tenant).add(domain).toByteArray();
  }
}
