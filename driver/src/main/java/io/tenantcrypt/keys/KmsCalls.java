package io.tenantcrypt.keys;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The one way to a KMS: a handle is for one tenant and one KEK, and each of its calls is bounded,
 * counted and told to a listener. An ArchUnit test holds that nothing else opens a KEK. Safe for
 * several threads.
 *
 * <p>Of one KEK so many calls run at once, and of one tenant no more than its share of them. A KEK
 * whose KMS does not answer is left alone for a while, so that those who need it are refused at
 * once instead of waiting. KEKs share nothing: one that hangs delays no other.
 */
public final class KmsCalls {

  /** No more KEKs are remembered than this; a forgotten one only loses what it had counted. */
  private static final int REMEMBERED = 20_000;

  private final KekSource keks;
  private final Duration timeout;
  private final KmsCall.Listener listener;
  private final LongSupplier nanos;
  private final Map<KekUri, KekTraffic> traffic = new ConcurrentHashMap<>();

  /**
   * Calls to these KEKs.
   *
   * @param timeout the setting {@code kmsTimeout}
   * @param nanos a clock that only goes forward, such as {@link System#nanoTime}
   */
  public KmsCalls(KekSource keks, Duration timeout, KmsCall.Listener listener, LongSupplier nanos) {
    this.keks = keks;
    this.timeout = timeout;
    this.listener = listener;
    this.nanos = nanos;
  }

  /**
   * A handle on a KEK for one tenant. Calls no KMS. Its methods throw, besides what {@link
   * KeyEncryptionKey} says, TC030 where the KMS was out just now and TC031 where the tenant's share
   * stays used up; and what a message says of a failed call ends with the call's id.
   *
   * @throws TenantCryptException TC040 if no provider knows the scheme, or it refuses the URI here
   */
  public KeyEncryptionKey of(KekUri uri, TenantId tenant) {
    return new CalledKek(keks.open(uri), tenant, traffic(uri), listener, nanos);
  }

  private KekTraffic traffic(KekUri uri) {
    KekTraffic there = traffic.get(uri);
    if (there != null) {
      return there;
    }
    if (traffic.size() >= REMEMBERED) {
      traffic.values().removeIf(KekTraffic::isIdle);
    }
    return traffic.computeIfAbsent(uri, each -> new KekTraffic(each, timeout, nanos));
  }
}
