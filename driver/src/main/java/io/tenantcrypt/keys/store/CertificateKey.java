package io.tenantcrypt.keys.store;

import io.tenantcrypt.crypto.Ed25519;
import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.TenantCryptException;
import java.util.function.Supplier;

/**
 * Signs what a deployment certifies, by Ed25519 under a key derived from its registry key: the same
 * in each process that may use {@code keys.kek} and the key tables, and in no other. Safe for
 * several threads. Its own methods throw {@link TenantCryptException} as the key tables and the KMS
 * answer.
 */
public final class CertificateKey {

  private static final String PURPOSE = "certificate";

  private final Supplier<RowSeals> seals;

  CertificateKey(Supplier<RowSeals> seals) {
    this.seals = seals;
  }

  /** What verifies it; a fresh array of 32 bytes. */
  public byte[] publicKey() {
    try (SecretBytes seed = seals.get().derive(PURPOSE)) {
      return Ed25519.publicKey(seed);
    }
  }

  /** Whether a signature was made by the key of which this is the public one. */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return Ed25519.verify(publicKey, message, signature);
  }

  /** A signature; a fresh array of 64 bytes. */
  public byte[] sign(byte[] message) {
    try (SecretBytes seed = seals.get().derive(PURPOSE)) {
      return Ed25519.sign(seed, message);
    }
  }
}
