package com.example.kms;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** {@code corp-kms://NAME}: what a provider for a KMS of one's own looks like. */
public final class CorpKmsProvider implements KmsProvider {

  /** In place of your KMS: AES-GCM with additional authenticated data. Keep your keys elsewhere. */
  private static final class Corp {
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    byte[] crypt(int mode, String name, byte[] iv, byte[] aad, byte[] in)
        throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec key =
          keys.computeIfAbsent(name, any -> new SecretKeySpec(bytes(32), "AES"));
      cipher.init(mode, key, new GCMParameterSpec(128, iv));
      cipher.updateAAD(aad);
      return cipher.doFinal(in);
    }

    byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return bytes;
    }
  }

  private final Corp corp = new Corp();

  @Override
  public String scheme() {
    return "corp-kms";
  }

  /** Calls no KMS: start-up needs none. A real one keeps {@code settings.timeout()} for its calls. */
  @Override
  public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
    if (!uri.rest().matches("[a-z0-9-]{1,64}")) {
      // Not quoted: somebody may have put a password there.
      throw new TenantCryptException(
          ErrorCode.TC040, "A KEK of ours is corp-kms://NAME of a-z, 0-9 and -.");
    }
    return new CorpKek(uri, corp);
  }

  private record CorpKek(KekUri uri, Corp corp) implements KeyEncryptionKey {

    private static final int IV = 12;

    @Override
    public GeneratedKey generate(EncryptionContext context) {
      SecretBytes key = SecretBytes.random(GeneratedKey.LENGTH);
      try {
        return new GeneratedKey(key, wrap(key, context));
      } catch (RuntimeException e) {
        key.close();
        throw e;
      }
    }

    @Override
    public WrappedKey wrap(SecretBytes key, EncryptionContext context) {
      byte[] iv = corp.bytes(IV);
      try {
        byte[] body =
            corp.crypt(Cipher.ENCRYPT_MODE, uri.rest(), iv, context.canonical(), key.reveal());
        return new WrappedKey(
            uri, uri.rest(), ByteBuffer.allocate(IV + body.length).put(iv).put(body).array());
      } catch (GeneralSecurityException e) {
        throw failure(ErrorCode.TC030, context, "is out of order");
      }
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
      byte[] all = wrapped.bytes();
      // What the KMS called the key is compared, and nothing is sent that it cannot have made.
      if (!wrapped.kek().equals(uri)
          || !wrapped.kmsKeyId().equals(uri.rest())
          || all.length != IV + GeneratedKey.LENGTH + 16) {
        throw failure(ErrorCode.TC035, context, "has not wrapped this");
      }
      byte[] iv = new byte[IV];
      byte[] body = new byte[all.length - IV];
      ByteBuffer.wrap(all).get(iv).get(body);
      try {
        // take: the array is overwritten when the key is closed.
        return SecretBytes.take(
            corp.crypt(Cipher.DECRYPT_MODE, uri.rest(), iv, context.canonical(), body));
      } catch (GeneralSecurityException e) {
        throw failure(ErrorCode.TC035, context, "does not open this");
      }
    }

    @Override
    public KekDescription describe() {
      return new KekDescription(uri, false);
    }

    /** Names the KEK and the tenant; never bytes, and no cause that may quote them. */
    private TenantCryptException failure(ErrorCode code, EncryptionContext context, String what) {
      return new TenantCryptException(
          code, "The KEK " + uri + " " + what + " for tenant " + context.tenant() + ".");
    }
  }
}
