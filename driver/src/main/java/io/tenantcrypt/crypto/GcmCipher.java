package io.tenantcrypt.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * One {@link Cipher} kept for one key: making one per cell costs eight times as much. For one
 * thread at a time.
 */
final class GcmCipher {

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int TAG_BITS = CellFormat.TAG_LENGTH * Byte.SIZE;
  private static final int CIPHERTEXT_OFFSET = CellFormat.HEADER_LENGTH + CellFormat.IV_LENGTH;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cipher cipher;

  GcmCipher() {
    try {
      cipher = Cipher.getInstance(TRANSFORMATION);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no usable " + TRANSFORMATION, e);
    }
  }

  /** Encrypts the plaintext that stands in the cell in place and appends the tag. */
  void seal(RawKey key, byte[] aad, byte[] cell, int plaintext) throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, key, iv(cell));
    cipher.updateAAD(aad);
    int written = cipher.doFinal(cell, CIPHERTEXT_OFFSET, plaintext, cell, CIPHERTEXT_OFFSET);
    if (written != plaintext + CellFormat.TAG_LENGTH) {
      throw new GeneralSecurityException("The provider wrote a cell of another length");
    }
  }

  /** The plaintext, in an array of its very length. */
  byte[] open(RawKey key, byte[] aad, byte[] cell) throws GeneralSecurityException {
    int sealed = cell.length - CIPHERTEXT_OFFSET;
    byte[] plaintext = new byte[sealed - CellFormat.TAG_LENGTH];
    cipher.init(Cipher.DECRYPT_MODE, key, iv(cell));
    cipher.updateAAD(aad);
    int written = cipher.doFinal(cell, CIPHERTEXT_OFFSET, sealed, plaintext, 0);
    if (written != plaintext.length) {
      throw new GeneralSecurityException("The provider gave a plaintext of another length");
    }
    return plaintext;
  }

  private static GCMParameterSpec iv(byte[] cell) {
    return new GCMParameterSpec(TAG_BITS, cell, CellFormat.HEADER_LENGTH, CellFormat.IV_LENGTH);
  }

  /**
   * Initialises with a throw-away key: SunJCE then overwrites the copies of the old one that it
   * kept. Nothing is ever sealed under the new one.
   */
  void forget() {
    byte[] iv = new byte[CellFormat.IV_LENGTH];
    RANDOM.nextBytes(iv);
    RawKey other = new RawKey("AES", SecretBytes.random(ColumnKeys.KEY_LENGTH));
    try {
      cipher.init(Cipher.ENCRYPT_MODE, other, new GCMParameterSpec(TAG_BITS, iv));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime could not re-key a cipher", e);
    } finally {
      other.destroy();
    }
  }
}
