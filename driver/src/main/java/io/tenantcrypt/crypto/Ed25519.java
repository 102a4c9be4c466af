package io.tenantcrypt.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Signatures by Ed25519 (RFC 8032) with the JDK. One message has one signature under one key.
 * Stateless; safe for several threads.
 *
 * <p>Does not guarantee: that no copy of the seed stays in the JDK's key objects until the garbage
 * collector comes.
 */
public final class Ed25519 {

  /** Length of a seed and of a public key, in bytes. */
  public static final int LENGTH = 32;

  private static final String NAME = "Ed25519";

  /** SubjectPublicKeyInfo of RFC 8410 up to the key's own bytes. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** The public key of a seed; a fresh array of {@value #LENGTH} bytes. */
  public static byte[] publicKey(SecretBytes seed) {
    return raw(pair(seed).getPublic());
  }

  /** Signs a message; a fresh array of 64 bytes. */
  public static byte[] sign(SecretBytes seed, byte[] message) {
    KeyPair pair = pair(seed);
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      byte[] signed = signature.sign();
      if (!verify(raw(pair.getPublic()), message, signed)) {
        throw new IllegalStateException("This Java runtime signs what it does not verify");
      }
      return signed;
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /**
   * Whether a signature of a message was made with a public key's seed.
   *
   * @param publicKey {@value #LENGTH} bytes; others verify nothing
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signed) {
    if (publicKey.length != LENGTH) {
      return false;
    }
    byte[] encoded = Arrays.copyOf(X509, X509.length + LENGTH);
    System.arraycopy(publicKey, 0, encoded, X509.length, LENGTH);
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(
          KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // No point of the curve, or no form of a signature: it verifies nothing.
      return false;
    }
  }

  private static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
  }

  /** The JDK gives a seed's public key only where it has made the seed, so it is let make this. */
  private static KeyPair pair(SecretBytes seed) {
    if (seed.length() != LENGTH) {
      throw new IllegalArgumentException("A seed has " + LENGTH + " bytes, not " + seed.length());
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(GeneralSecurityException e) {
    return new IllegalStateException("This Java runtime has no usable " + NAME, e);
  }

  /** Gives the seed, once. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SecretBytes seed;
    private boolean given;

    Given(SecretBytes seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (given || bytes.length != LENGTH) {
        throw new IllegalStateException("This Java runtime makes Ed25519 keys in another way");
      }
      given = true;
      seed.copyInto(bytes);
    }
  }
}
