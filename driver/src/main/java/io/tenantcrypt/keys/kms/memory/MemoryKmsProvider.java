package io.tenantcrypt.keys.kms.memory;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.kms.HeldKek;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * {@code memory://name}: a random KEK for each name, kept for the life of the JVM. Refused where
 * the data would outlive it: on a database that is neither in-memory nor on this machine.
 */
public final class MemoryKmsProvider implements KmsProvider {

  /** Two runtimes of one process that name one KEK must have the same. */
  private static final ConcurrentMap<String, SecretKey> KEKS = new ConcurrentHashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public MemoryKmsProvider() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
    if (!settings.embeddedDatabase()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "memory:// keeps its keys no longer than this process, and the database is neither"
              + " in-memory nor embedded here: its data could not be read again. Use a KMS, or"
              + " local:// on a laptop.");
    }
    SecretKey kek = kek(uri.rest());
    return new HeldKek(uri, () -> kek);
  }

  /** Outside the map's own lock: a source of randomness may have to be waited for. */
  private static SecretKey kek(String name) {
    SecretKey known = KEKS.get(name);
    if (known != null) {
      return known;
    }
    SecretKey mine = generate();
    SecretKey first = KEKS.putIfAbsent(name, mine);
    return first == null ? mine : first;
  }

  private static SecretKey generate() {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      return generator.generateKey();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no AES", e);
    }
  }
}
