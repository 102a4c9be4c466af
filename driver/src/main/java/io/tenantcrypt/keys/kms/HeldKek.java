package io.tenantcrypt.keys.kms;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * A KEK that this process holds: for providers that are no KMS. Their key tables hold no other
 * provider's keys.
 */
public final class HeldKek implements KeyEncryptionKey {

  private final KekUri uri;
  private final Supplier<SecretKey> key;

  /**
   * A handle.
   *
   * @param key asked at every use; throws as {@link KeyEncryptionKey} says
   */
  public HeldKek(KekUri uri, Supplier<SecretKey> key) {
    this.uri = uri;
    this.key = key;
  }

  @Override
  public KekUri uri() {
    return uri;
  }

  @Override
  public GeneratedKey generate(EncryptionContext context) {
    SecretBytes plaintext = SecretBytes.random(GeneratedKey.LENGTH);
    try {
      return new GeneratedKey(plaintext, wrap(plaintext, context));
    } catch (RuntimeException e) {
      plaintext.close();
      throw e;
    }
  }

  @Override
  public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
    return AesGcmWrapping.wrap(key.get(), uri, plaintext, context);
  }

  @Override
  public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
    return AesGcmWrapping.unwrap(key.get(), uri, wrapped, context);
  }

  @Override
  public KekDescription describe() {
    return new KekDescription(uri, true);
  }
}
