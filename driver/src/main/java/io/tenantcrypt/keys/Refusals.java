package io.tenantcrypt.keys;

import io.tenantcrypt.error.TenantCryptException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The keys of one tenant that its KMS has just refused to give, so that a tenant whose key was
 * revoked does not hammer the KMS. Bounded by the versions that the tenant's ring holds, forgotten
 * after seconds, or when the key's row changes. Safe for several threads.
 */
final class Refusals {

  private record Refusal(KeyRow row, TenantCryptException why, long since) {}

  private final Ticker ticker;
  private final ConcurrentMap<Integer, Refusal> refused = new ConcurrentHashMap<>();

  Refusals(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Remembers a refusal. */
  void add(KeyRow row, TenantCryptException why, long now) {
    refused.put(row.version(), new Refusal(row, why, now));
  }

  /**
   * Throws the refusal again if it was given for this very row a moment ago.
   *
   * @throws TenantCryptException with the refusal's code
   */
  void throwIfRefused(KeyRow row, long now) {
    Refusal last = refused.get(row.version());
    if (last == null) {
      return;
    }
    if (!last.row().equals(row) || now - last.since() >= ticker.refused()) {
      refused.remove(row.version(), last);
      return;
    }
    throw new TenantCryptException(
        last.why().code(),
        last.why().getMessage() + " The KMS is asked again in some seconds.",
        last.why());
  }
}
