package io.tenantcrypt.keys.kms.local;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.HeldKek;

/** A KEK in a file: wrapping makes file and alias where they are missing, unwrapping does not. */
final class LocalKek implements KeyEncryptionKey {

  private final KeyEncryptionKey making;
  private final KeyEncryptionKey finding;

  LocalKek(KekUri uri, LocalUri local, LocalKeyStore store) {
    this.making = new HeldKek(uri, () -> store.findOrMake(local.entry()));
    this.finding = new HeldKek(uri, () -> store.find(local.entry()));
  }

  @Override
  public KekUri uri() {
    return finding.uri();
  }

  @Override
  public GeneratedKey generate(EncryptionContext context) {
    return making.generate(context);
  }

  @Override
  public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
    return making.wrap(plaintext, context);
  }

  @Override
  public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
    return finding.unwrap(wrapped, context);
  }

  @Override
  public KekDescription describe() {
    return finding.describe();
  }
}
