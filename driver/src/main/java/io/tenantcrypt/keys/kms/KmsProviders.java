package io.tenantcrypt.keys.kms;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekSource;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All providers that the class path holds, and the handles opened with them. */
public final class KmsProviders implements KekSource, AutoCloseable {

  private final Map<String, KmsProvider> providers = new TreeMap<>();
  private final KmsSettings settings;
  private final ConcurrentMap<KekUri, KeyEncryptionKey> open = new ConcurrentHashMap<>();

  /**
   * Exactly these providers.
   *
   * @throws TenantCryptException TC040 if two have one scheme
   */
  public KmsProviders(List<? extends KmsProvider> providers, KmsSettings settings) {
    this.settings = settings;
    for (KmsProvider provider : providers) {
      KmsProvider other = this.providers.putIfAbsent(provider.scheme(), provider);
      if (other != null) {
        throw new TenantCryptException(
            ErrorCode.TC040,
            "Two KMS providers serve "
                + provider.scheme()
                + "://: "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName()
                + ". Take one off the class path.");
      }
    }
  }

  /**
   * The providers that {@link ServiceLoader} finds.
   *
   * @throws TenantCryptException TC040 if one of them cannot be made, or two have one scheme
   */
  public static KmsProviders load(ClassLoader classes, KmsSettings settings) {
    try {
      return new KmsProviders(
          ServiceLoader.load(KmsProvider.class, classes).stream()
              .map(ServiceLoader.Provider::get)
              .toList(),
          settings);
    } catch (ServiceConfigurationError e) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "A KMS provider on the class path cannot be loaded: correct its jar.",
          e);
    }
  }

  @Override
  public KeyEncryptionKey open(KekUri uri) {
    KeyEncryptionKey there = open.get(uri);
    if (there != null) {
      return there;
    }
    KmsProvider provider = providers.get(uri.scheme());
    if (provider == null) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "No KMS provider serves "
              + uri.scheme()
              + "://; there are "
              + providers.keySet()
              + ". Correct the KEK URI, or put the provider's jar on the class path.");
    }
    KeyEncryptionKey opened = provider.open(uri, settings);
    KeyEncryptionKey first = open.putIfAbsent(uri, opened);
    return first == null ? opened : first;
  }

  /** Ends all providers, also where one of them fails at it. */
  @Override
  public void close() {
    closeAll(providers.values().iterator());
  }

  private static void closeAll(Iterator<KmsProvider> rest) {
    if (rest.hasNext()) {
      KmsProvider next = rest.next();
      try (next) {
        closeAll(rest);
      }
    }
  }
}
