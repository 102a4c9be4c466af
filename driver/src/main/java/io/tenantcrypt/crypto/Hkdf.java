package io.tenantcrypt.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** HKDF-SHA-256 (RFC 5869). Stateless; safe for several threads. */
public final class Hkdf {

  private static final String HMAC = "HmacSHA256";
  private static final int HASH = 32;

  private Hkdf() {}

  /**
   * Derives a key with the empty salt, which RFC 5869 §2.2 reads as 32 zeros.
   *
   * @param ikm the input key; neither kept nor changed
   * @param info what binds the derived key to its use
   * @param length in bytes, 1 to 8160
   * @return a fresh array that the caller owns and overwrites
   */
  public static byte[] derive(byte[] ikm, byte[] info, int length) {
    return derive(ikm, new byte[HASH], info, length);
  }

  static byte[] derive(byte[] ikm, byte[] salt, byte[] info, int length) {
    if (length < 1 || length > 255 * HASH) {
      throw new IllegalArgumentException("HKDF-SHA-256 gives 1 to 8160 bytes, not " + length);
    }
    try {
      Mac mac = Mac.getInstance(HMAC);
      try {
        return expand(mac, extract(mac, ikm, salt), info, length);
      } finally {
        // The Mac keeps its key xor a constant until the next one comes.
        mac.init(new RawKey(HMAC, SecretBytes.take(new byte[HASH])));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no usable " + HMAC, e);
    }
  }

  private static byte[] extract(Mac mac, byte[] ikm, byte[] salt) throws GeneralSecurityException {
    // RFC 2104 pads a short key with zeros, so the empty salt and 32 zeros are one key.
    byte[] key = salt.length == 0 ? new byte[HASH] : salt;
    mac.init(new RawKey(HMAC, SecretBytes.copyOf(key)));
    return mac.doFinal(ikm);
  }

  private static byte[] expand(Mac mac, byte[] prk, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] okm = new byte[length];
    byte[] block = new byte[HASH];
    try (SecretBytes key = SecretBytes.take(prk)) {
      mac.init(new RawKey(HMAC, key));
      for (int done = 0, counter = 1; done < length; done += HASH, counter++) {
        if (counter > 1) {
          mac.update(block);
        }
        mac.update(info);
        mac.update((byte) counter);
        mac.doFinal(block, 0);
        System.arraycopy(block, 0, okm, done, Math.min(HASH, length - done));
      }
      return okm;
    } finally {
      SecretBytes.overwrite(block);
    }
  }
}
