package io.tenantcrypt.keys.kms;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.WrappedKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Wraps with AES-256-GCM, the canonical context as additional data: for providers that hold their
 * KEK in this process. Wrapped bytes: format 1, twelve of IV, ciphertext, sixteen of tag.
 */
final class AesGcmWrapping {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final byte FORMAT = 1;
  private static final int IV = 12;
  private static final int TAG_BITS = 128;

  private AesGcmWrapping() {}

  /** Wraps a key under a KEK of this process. */
  static WrappedKey wrap(
      SecretKey kek, KekUri uri, SecretBytes plaintext, EncryptionContext context) {
    byte[] iv = new byte[IV];
    RANDOM.nextBytes(iv);
    try {
      byte[] body = cipher(Cipher.ENCRYPT_MODE, kek, iv, context).doFinal(plaintext.reveal());
      byte[] wrapped = new byte[1 + IV + body.length];
      wrapped[0] = FORMAT;
      System.arraycopy(iv, 0, wrapped, 1, IV);
      System.arraycopy(body, 0, wrapped, 1 + IV, body.length);
      return new WrappedKey(uri, "", wrapped);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no usable " + TRANSFORMATION, e);
    }
  }

  /**
   * Unwraps what {@link #wrap} gave.
   *
   * @throws TenantCryptException TC035 if context, KEK or bytes are others
   */
  static SecretBytes unwrap(
      SecretKey kek, KekUri uri, WrappedKey wrapped, EncryptionContext context) {
    byte[] bytes = wrapped.bytes();
    if (!wrapped.kek().equals(uri) || bytes.length <= 1 + IV + TAG_BITS / 8 || bytes[0] != FORMAT) {
      throw refused(uri, context);
    }
    byte[] iv = Arrays.copyOfRange(bytes, 1, 1 + IV);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, kek, iv, context);
      return SecretBytes.take(cipher.doFinal(bytes, 1 + IV, bytes.length - 1 - IV));
    } catch (AEADBadTagException e) {
      throw refused(uri, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no usable " + TRANSFORMATION, e);
    }
  }

  private static TenantCryptException refused(KekUri uri, EncryptionContext context) {
    return new TenantCryptException(
        ErrorCode.TC035,
        "The KEK "
            + uri
            + " does not open this key for tenant "
            + context.tenant()
            + ": it was wrapped for another tenant, deployment or purpose, under another KEK, or was"
            + " changed.");
  }

  private static Cipher cipher(int mode, SecretKey kek, byte[] iv, EncryptionContext context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, kek, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(context.canonical());
    return cipher;
  }
}
