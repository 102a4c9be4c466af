package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@code vault://HOST[:PORT]/MOUNT/KEY}, with {@code ?namespace=}, {@code &credentials=} and {@code
 * &tls=false} for the loopback interface: a derived key in the transit engine of HashiCorp Vault or
 * OpenBao.
 *
 * <p>A token comes from {@code TENANTCRYPT_VAULT_TOKEN} or {@code …_TOKEN_FILE}, from AppRole
 * ({@code …_ROLE_ID} with {@code …_SECRET_ID} or {@code …_SECRET_ID_FILE}), from Kubernetes ({@code
 * …_KUBERNETES_ROLE} with the pod's token or {@code …_KUBERNETES_JWT_FILE}), or else from {@code
 * VAULT_TOKEN}. {@code …_CA_FILE} names who signs the server's certificate, {@code …_ADDR} the only
 * server that the credentials are sent to, {@code …_AUTH_MOUNT} and {@code …_AUTH_NAMESPACE} where
 * one logs in. With {@code credentials=NAME} all of them begin with {@code
 * TENANTCRYPT_VAULT_NAME_}.
 */
public final class VaultKmsProvider implements KmsProvider {

  private record Place(URI server, Optional<String> credentials) {}

  private record Identity(Place place, Optional<String> namespace) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, VaultHttp> servers = new HashMap<>();
  private final Map<Identity, VaultClient> clients = new HashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public VaultKmsProvider() {}

  @Override
  public String scheme() {
    return "vault";
  }

  @Override
  public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
    VaultKeyUri key = VaultKeyUri.parse(uri);
    VaultSettings set = new VaultSettings(settings, key.credentials());
    VaultLogin login = new VaultLogin(set, key.namespace());
    if (!login.isFor(key.server())) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The KEK "
              + uri
              + " is at another server than "
              + set.name("ADDR")
              + " (or VAULT_ADDR) allows the credentials to be sent to. Correct the one or the"
              + " other, or name other credentials by ?credentials=NAME.");
    }
    Place place = new Place(key.server(), key.credentials());
    return new VaultKek(uri, key, client(place, set, login, settings));
  }

  private VaultClient client(
      Place place, VaultSettings set, VaultLogin login, KmsSettings settings) {
    lock.lock();
    try {
      VaultHttp http =
          servers.computeIfAbsent(
              place, each -> new VaultHttp(each.server(), new VaultTls(set), settings.timeout()));
      return clients.computeIfAbsent(
          new Identity(place, login.namespace()),
          each -> new VaultClient(http, new VaultSession(http, login)));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      servers.values().forEach(VaultHttp::close);
    } finally {
      lock.unlock();
    }
  }
}
