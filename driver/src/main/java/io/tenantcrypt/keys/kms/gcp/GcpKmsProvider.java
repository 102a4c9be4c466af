package io.tenantcrypt.keys.kms.gcp;

import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.NeededClasses;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@code gcp-kms://projects/P/locations/L/keyRings/R/cryptoKeys/K}, with {@code ?endpoint=} for a
 * regional endpoint. Credentials are Google's application default credentials.
 *
 * <p>Google's client is not in the driver's jar. This class names none of its classes, so that the
 * service loader can make one without it.
 */
public final class GcpKmsProvider implements KmsProvider {

  private static final NeededClasses NEEDED =
      new NeededClasses(
          "gcp-kms:// needs Google's client for Cloud KMS",
          "com.google.cloud:google-cloud-kms",
          List.of("com.google.cloud.kms.v1.KeyManagementServiceClient"));

  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable GcpClients clients;

  /** For {@link java.util.ServiceLoader}. */
  public GcpKmsProvider() {}

  @Override
  public String scheme() {
    return "gcp-kms";
  }

  @Override
  public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
    GcpKeyUri key = GcpKeyUri.parse(uri);
    NEEDED.require(GcpKmsProvider.class.getClassLoader());
    return new GcpKek(uri, key, clients(settings));
  }

  private GcpClients clients(KmsSettings settings) {
    lock.lock();
    try {
      GcpClients there = clients;
      if (there == null) {
        there = new GcpClients(settings.timeout());
        clients = there;
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    GcpClients last = clients;
    if (last != null) {
      last.close();
    }
  }
}
