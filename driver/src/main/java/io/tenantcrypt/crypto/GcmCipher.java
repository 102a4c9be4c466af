package io.tenantcrypt.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** Plaintexts up to this length are opened into an array that is kept. */
  private static final int KEPT = 1_024;

  private final Cipher cipher;
  private final RawKey key;
  private final ReusedKey openingKey;
  private final ReusedIv openingIv = new ReusedIv(TAG_BITS);
  private final boolean kept;
  private final AtomicBoolean taken = new AtomicBoolean(true);
  private byte[] plaintext = new byte[KEPT];
  private int held;

  /**
   * A cipher that is its maker's until it is given back.
   *
   * @param kept whether it has a place among those that are kept
   */
  GcmCipher(RawKey key, boolean kept) {
    this.key = key;
    this.kept = kept;
    this.openingKey = new ReusedKey(key);
    try {
      cipher = Cipher.getInstance(TRANSFORMATION);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no usable " + TRANSFORMATION, e);
    }
    // Settles the provider: a key that is destroyed under the very first use must not unsettle it.
    rekey();
  }

  boolean isKept() {
    return kept;
  }

  /** Whether it is the caller's alone from now on. */
  boolean take() {
    return !taken.getPlain() && taken.compareAndSet(false, true);
  }

  void giveBack() {
    taken.set(false);
  }

  /** Encrypts the plaintext that stands in the cell in place and appends the tag. */
  void seal(byte[] aad, byte[] cell, int length) throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, key, iv(cell));
    cipher.updateAAD(aad);
    int written = cipher.doFinal(cell, CIPHERTEXT_OFFSET, length, cell, CIPHERTEXT_OFFSET);
    if (written != length + CellFormat.TAG_LENGTH) {
      throw new GeneralSecurityException("The provider wrote a cell of another length");
    }
  }

  /**
   * Decrypts a cell; {@link #plaintext} then holds what was in it, until {@link #wipe}.
   *
   * @return how long the plaintext is, padding included
   */
  int open(byte[] aad, byte[] cell) throws GeneralSecurityException {
    int sealed = cell.length - CIPHERTEXT_OFFSET;
    int length = sealed - CellFormat.TAG_LENGTH;
    if (length > plaintext.length) {
      plaintext = new byte[length];
    }
    held = length;
    cipher.init(Cipher.DECRYPT_MODE, openingKey, openingIv.of(cell));
    cipher.updateAAD(aad);
    int written = cipher.doFinal(cell, CIPHERTEXT_OFFSET, sealed, plaintext, 0);
    if (written != length) {
      throw new GeneralSecurityException("The provider gave a plaintext of another length");
    }
    return length;
  }

  byte[] plaintext() {
    return plaintext;
  }

  /** Overwrites the plaintext; the room for a long one is given up. */
  void wipe() {
    Arrays.fill(plaintext, 0, held, (byte) 0);
    held = 0;
    if (plaintext.length > KEPT) {
      plaintext = new byte[KEPT];
    }
  }

  private static GCMParameterSpec iv(byte[] cell) {
    return new GCMParameterSpec(TAG_BITS, cell, CellFormat.HEADER_LENGTH, CellFormat.IV_LENGTH);
  }

  /**
   * Initialises with a throw-away key: SunJCE then overwrites the copies of the old one that it
   * kept. Nothing is ever sealed under the new one.
   */
  void forget() {
    openingKey.destroy();
    rekey();
  }

  private void rekey() {
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
