package io.tenantcrypt.keys.kms.local;

import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process of its own that makes KEKs in a file which another process writes too. */
final class LocalKeyStoreProcess {

  static final int ALIASES = 5;

  private LocalKeyStoreProcess() {}

  /** Makes aliases of its own and one that all share; ends with 0 if each opens what it wrapped. */
  public static void main(String[] arguments) {
    KmsSettings settings =
        new KmsSettings(Duration.ofSeconds(1), false, name -> Optional.of("correct"));
    EncryptionContext context =
        EncryptionContext.of(TenantId.of("acme"), "d", KeyPurpose.DEK, KeyId.random());
    List<String> aliases = new ArrayList<>(List.of("shared"));
    for (int i = 0; i < ALIASES; i++) {
      aliases.add(arguments[1] + i);
    }
    for (String alias : aliases) {
      KekUri uri = KekUri.parse("local://" + arguments[0] + "#" + alias);
      KeyEncryptionKey kek = new LocalKmsProvider().open(uri, settings);
      try (GeneratedKey made = kek.generate(context)) {
        kek.unwrap(made.wrapped(), context).close();
      }
    }
  }
}
