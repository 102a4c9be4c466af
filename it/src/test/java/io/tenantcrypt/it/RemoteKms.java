package io.tenantcrypt.it;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;

/**
 * A KMS that the driver knows by its interface only, found by the service loader: for it the driver
 * does none of what it does for {@code local://} and {@code memory://}.
 */
public final class RemoteKms implements KmsProvider {

  private final MemoryKmsProvider keys = new MemoryKmsProvider();

  /** For the service loader. */
  public RemoteKms() {}

  @Override
  public String scheme() {
    return "remote-kms";
  }

  @Override
  public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
    return new Kek(keys.open(uri, settings));
  }

  private record Kek(KeyEncryptionKey kept) implements KeyEncryptionKey {

    @Override
    public KekUri uri() {
      return kept.uri();
    }

    @Override
    public GeneratedKey generate(EncryptionContext context) {
      return kept.generate(context);
    }

    @Override
    public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
      return kept.wrap(plaintext, context);
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
      return kept.unwrap(wrapped, context);
    }

    @Override
    public KekDescription describe() {
      return new KekDescription(uri(), false);
    }
  }
}
