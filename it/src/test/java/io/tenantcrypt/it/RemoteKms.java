package io.tenantcrypt.it;

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
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A KMS that the driver knows by its interface only, found by the service loader: for it the driver
 * does none of what it does for {@code local://} and {@code memory://}.
 */
public final class RemoteKms implements KmsProvider {

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
  private static final Set<KekUri> DESTROYED = ConcurrentHashMap.newKeySet();
  private static volatile long latencyMillis;

  private final MemoryKmsProvider keys = new MemoryKmsProvider();

  /** How long each call takes from now on, beside its own work. */
  public static void latency(long millis) {
    latencyMillis = millis;
  }

  /** Denies access for a tenant from now on, or allows it again. */
  public static void refuse(String tenant, boolean refused) {
    if (refused) {
      REFUSED.add(tenant);
    } else {
      REFUSED.remove(tenant);
    }
  }

  /** Destroys a KEK. */
  public static void destroy(String kek) {
    DESTROYED.add(KekUri.parse(kek));
  }

  /** How many calls there were. */
  public static int calls() {
    return CALLS.get();
  }

  private static void requireThere(KekUri kek) {
    if (DESTROYED.contains(kek)) {
      throw new TenantCryptException(ErrorCode.TC034, "The KEK " + kek + " is destroyed");
    }
  }

  private static <T> T called(KekUri kek, EncryptionContext context, Supplier<T> call) {
    CALLS.incrementAndGet();
    requireThere(kek);
    if (REFUSED.contains(context.tenant())) {
      throw new TenantCryptException(ErrorCode.TC033, "Denied for " + context.tenant());
    }
    try {
      Thread.sleep(latencyMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantCryptException(ErrorCode.TC030, "Interrupted", e);
    }
    return call.get();
  }

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
      return called(uri(), context, () -> kept.generate(context));
    }

    @Override
    public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
      return called(uri(), context, () -> kept.wrap(plaintext, context));
    }

    @Override
    public WrappedKey rewrap(WrappedKey wrapped, EncryptionContext context) {
      return called(uri(), context, () -> kept.rewrap(wrapped, context));
    }

    @Override
    public boolean rewrapsInside() {
      return true;
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
      return called(uri(), context, () -> kept.unwrap(wrapped, context));
    }

    @Override
    public boolean isGoneWhenDestroyed(String kmsKeyId) {
      return true;
    }

    @Override
    public KekDescription describe() {
      requireThere(uri());
      return new KekDescription(uri(), false);
    }
  }
}
