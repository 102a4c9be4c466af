package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The data keys of all tenants of a runtime, cached: at most {@code maxEntries} live keys, each
 * believed for {@code ttl} from the last time that its KMS was asked with success, and only while
 * the tenant's ring is believed. However many threads want a key, one asks. Keys and rings in use
 * are read anew ahead of their time, off the request's path. While a KMS is out, its keys open for
 * {@code staleIfUnavailable} longer and seal nothing; a refusal ends a key at once, and a key that
 * was refused is not asked for again for a moment.
 */
public final class CachedDataKeys implements DataKeys, AutoCloseable {

  private record Wanted(TenantId tenant, int version) {
    @Override
    public String toString() {
      return "data key " + version + " of tenant " + tenant;
    }
  }

  /** What a KMS answers where it does not give a key. */
  private static final Set<ErrorCode> REFUSALS =
      EnumSet.of(ErrorCode.TC032, ErrorCode.TC033, ErrorCode.TC034, ErrorCode.TC035);

  /** What a key is wanted for. */
  private enum Use {
    SEAL {
      @Override
      boolean acquire(LiveKey key, long now) {
        return key.acquireToSeal(now);
      }

      @Override
      boolean allows(TenantSlot slot, LiveKey key, long now) {
        return slot.seals(key.version(), now);
      }
    },
    OPEN {
      @Override
      boolean acquire(LiveKey key, long now) {
        return key.acquire(now);
      }

      @Override
      boolean allows(TenantSlot slot, LiveKey key, long now) {
        return slot.opens(key, now);
      }
    };

    abstract boolean acquire(LiveKey key, long now);

    /** Whether a ring that is believed allows it for a key that the KMS has just given. */
    abstract boolean allows(TenantSlot slot, LiveKey key, long now);
  }

  private final Rings rings;
  private final KeyOpening opening;
  private final UsageTable usage;
  private final Ticker ticker;
  private final Duration timeout;
  private final LiveKeys live;
  private final SingleFlight<Wanted, LiveKey> flights;

  /**
   * A cache.
   *
   * @param usage where messages are reserved before they are sealed
   * @param firstWrite makes a tenant that seals and is not there; empty refuses it with TC012
   * @param bounds {@code ttl} and {@code ring} above zero, {@code maxEntries} at least 1
   * @param timeout what a thread waits at most for another one's reading
   * @param nanos a clock that only goes forward, such as {@link System#nanoTime}
   * @param refresher runs refreshes; may refuse them
   * @throws TenantCryptException TC040 if a bound is not allowed or not available
   */
  public CachedDataKeys(
      KeyTable table,
      UsageTable usage,
      KeyOpening opening,
      Optional<Function<TenantId, TenantRing>> firstWrite,
      KeyPolicy.Cache bounds,
      Duration timeout,
      LongSupplier nanos,
      Executor refresher) {
    CacheBounds.require(bounds);
    this.opening = opening;
    this.usage = usage;
    this.ticker = new Ticker(nanos, bounds);
    this.timeout = timeout;
    this.live = new LiveKeys(bounds.maxEntries());
    this.flights = new SingleFlight<>(timeout, ticker);
    this.rings = new Rings(table, firstWrite, ticker, timeout, refresher, bounds.maxEntries());
  }

  @Override
  public DataKey sealing(TenantId tenant) {
    long begun = ticker.now();
    for (long now = begun; ; now = requireTime(tenant, begun)) {
      TenantSlot slot = rings.slot(tenant);
      TenantRing ring = rings.forSealing(slot, now);
      KeyRow row =
          ring.active(KeyPurpose.DEK)
              .orElseThrow(
                  () ->
                      new TenantCryptException(
                          ErrorCode.TC034,
                          "Tenant "
                              + tenant
                              + " has no active data key, so nothing can be sealed for it."
                              + " Activate a version, or make one by rotating."));
      Optional<DataKey> key = lease(slot, row, Use.SEAL);
      if (key.isPresent()) {
        return key.get();
      }
    }
  }

  @Override
  public DataKey opening(TenantId tenant, int version) {
    long begun = ticker.now();
    LiveKey ready = ready(tenant, version, begun);
    if (ready != null) {
      return ready;
    }
    for (long now = begun; ; now = requireTime(tenant, begun)) {
      TenantSlot slot = rings.slot(tenant);
      KeyRow row = rings.forOpening(slot, version, now);
      Optional<DataKey> key = lease(slot, row, Use.OPEN);
      if (key.isPresent()) {
        return key.get();
      }
    }
  }

  /**
   * A key that needs nothing to be asked. A live key is one that the ring, as read last, allows.
   */
  private @Nullable LiveKey ready(TenantId tenant, int version, long now) {
    LiveKey key = live(tenant, version, now);
    return key != null && key.acquire(now) ? key : null;
  }

  @Override
  public @Nullable LiveKey live(TenantId tenant, int version, long looked) {
    TenantSlot slot = rings.known(tenant);
    LiveKey key = slot == null ? null : slot.key(version);
    if (slot == null || key == null || !key.mayOpen(looked)) {
      return null;
    }
    rings.refreshAhead(slot, looked);
    refreshAhead(key, looked);
    return key;
  }

  private void refreshAhead(LiveKey key, long now) {
    if (key.beginRefresh(now)) {
      refreshLater(key);
    }
  }

  @Override
  public long clock() {
    return ticker.now();
  }

  private Optional<DataKey> lease(TenantSlot slot, KeyRow row, Use use) {
    LiveKey key = slot.key(row.version());
    if (key != null) {
      // Not the caller's reading of the clock: a ring may have been read since.
      long now = ticker.now();
      if (use.acquire(key, now)) {
        refreshAhead(key, now);
        return Optional.of(key);
      }
    }
    try {
      return load(slot, row, use);
    } catch (TenantCryptException e) {
      Optional<DataKey> bridged = use == Use.OPEN ? bridged(slot, row, e) : Optional.empty();
      if (bridged.isEmpty()) {
        throw e;
      }
      return bridged;
    }
  }

  private Optional<DataKey> load(TenantSlot slot, KeyRow row, Use use) {
    slot.refusals().throwIfRefused(row, ticker.now());
    boolean[] mine = new boolean[1];
    LiveKey loaded =
        flights.run(
            new Wanted(slot.tenant(), row.version()), () -> loadUnlessThere(slot, row, use, mine));
    // Who loaded it holds a lease already; who waited takes one, and comes again if it is gone.
    if (!mine[0] && !use.acquire(loaded, ticker.now())) {
      return Optional.empty();
    }
    if (!use.allows(slot, loaded, ticker.now())) {
      // The ring that said so is over, or was read anew while the KMS was asked.
      loaded.release();
      return Optional.empty();
    }
    return Optional.of(loaded);
  }

  /** The key as the KMS gave it last, to open with, if only an outage keeps it from answering. */
  private Optional<DataKey> bridged(TenantSlot slot, KeyRow row, TenantCryptException failure) {
    LiveKey key = slot.key(row.version());
    if (key == null || !NoOutage.isOutage(failure) || key.isOver(ticker.now())) {
      return Optional.empty();
    }
    // The KMS may have been silent for longer than a ring is believed: what the ring says now
    // decides. Where it forbids the key, reading it has evicted the key.
    rings.forOpening(slot, row.version(), ticker.now());
    long now = ticker.now();
    return key.bridge(now) && key.acquire(now) ? Optional.of(key) : Optional.empty();
  }

  private LiveKey loadUnlessThere(TenantSlot slot, KeyRow row, Use use, boolean[] mine) {
    LiveKey there = slot.key(row.version());
    if (there != null && use.acquire(there, ticker.now())) {
      mine[0] = true;
      return there;
    }
    long asked = ticker.now();
    live.sweep(asked);
    LiveKey key = new LiveKey(slot, row, open(slot, row), usage, ticker, asked);
    mine[0] = slot.remember(key);
    if (mine[0]) {
      live.add(key);
    } else {
      key.evict();
      key.release();
    }
    return key;
  }

  /** Asks the KMS; a refusal ends what is cached of the key, and is remembered for a moment. */
  private SecretBytes open(TenantSlot slot, KeyRow row) {
    // A flight that ended just now may have been refused.
    slot.refusals().throwIfRefused(row, ticker.now());
    try {
      return opening.open(slot.tenant(), row);
    } catch (TenantCryptException e) {
      if (REFUSALS.contains(e.code())) {
        // In this order: who is told of the refusal opens nothing with what was cached before.
        LiveKey known = slot.key(row.version());
        if (known != null) {
          live.evict(known);
        }
        slot.refusals().add(row, e, ticker.now());
      }
      throw e;
    }
  }

  private void refreshLater(LiveKey key) {
    rings.later(
        () -> {
          try {
            refresh(key);
          } finally {
            key.endRefresh(ticker.now());
          }
        },
        () -> key.endRefresh(ticker.now()));
  }

  private void refresh(LiveKey key) {
    long asked = ticker.now();
    try {
      KeyRow row = rings.forOpening(key.slot(), key.version(), asked);
      try (SecretBytes again = open(key.slot(), row)) {
        if (row.check().equals(key.check()) && again.length() == GeneratedKey.LENGTH) {
          key.extend(asked);
        }
      }
    } catch (TenantCryptException e) {
      // What may pass leaves the key until its time is over; every other answer ends it now.
      if (e.code() != ErrorCode.TC030 && e.code() != ErrorCode.TC031) {
        live.evict(key);
      }
    }
  }

  /** The time now, if there is any left since a statement began to wait. */
  private long requireTime(TenantId tenant, long begun) {
    long now = ticker.now();
    if (now - begun >= timeout.toNanos()) {
      throw new TenantCryptException(
          ErrorCode.TC031,
          "The data key of tenant "
              + tenant
              + ", or the ring that allows it, was over again before it could be used. Raise"
              + " keys.cache.maxEntries; or keys.cache.ttl, where it is shorter than a call to the"
              + " KMS, or keys.cache.ring, where it is shorter than reading the key tables.");
    }
    return now;
  }

  /**
   * Drops what is cached of a tenant, so that a change made in this process holds here at once.
   * Leases go on until they end.
   */
  public void evict(TenantId tenant) {
    rings.evict(tenant);
  }

  /**
   * Looks at the clock, for readers that look at it once a row and then take long for the row. To
   * be called each second.
   */
  public void tick() {
    ticker.tick();
  }

  /** Drops keys whose time is over; called now and then, so that idle tenants' keys go too. */
  public void sweep() {
    live.sweep(ticker.now());
  }

  /**
   * How long ago the oldest reading of a tenant's versions and states began that is still acted
   * upon, in nanoseconds; 0 if there is none.
   */
  public long oldestReading() {
    return rings.oldest();
  }

  /** How many keys are live in the cache. */
  public int size() {
    return live.size();
  }

  /** Drops all keys; each is overwritten once its last lease has ended. */
  @Override
  public void close() {
    rings.close();
    live.close();
  }
}
