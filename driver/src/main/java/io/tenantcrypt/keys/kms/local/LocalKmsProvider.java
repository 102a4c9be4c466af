package io.tenantcrypt.keys.kms.local;

import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code local:///path/to/keys.p12#alias}: AES-256 KEKs in a PKCS#12 file. The password comes from
 * {@code ?passwordEnv=NAME}, {@code ?passwordFile=/path}, or the variable {@code
 * TENANTCRYPT_LOCAL_PASSWORD}. File and alias are made when a first key is wrapped, never when one
 * is unwrapped.
 */
public final class LocalKmsProvider implements KmsProvider {

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt.keys");

  /** Said once a file and process, whatever the number of runtimes. */
  private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

  /** For {@link java.util.ServiceLoader}. */
  public LocalKmsProvider() {}

  @Override
  public String scheme() {
    return "local";
  }

  @Override
  public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
    LocalUri local = LocalUri.parse(uri);
    if (WARNED.add(local.file())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "local:// is not a KMS: whoever has the file {0} and its password has every key. Use it"
              + " on a laptop or for a demo only.",
          local.file());
    }
    return new LocalKek(uri, local, new LocalKeyStore(local, settings));
  }
}
