package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tenants' rings, each believed for the ring's time to live and never longer. */
final class Rings {

  /** A ring is small beside a key: so many tenants are remembered for each live key. */
  private static final int PER_KEY = 32;

  private final KeyTable table;
  private final Optional<Function<TenantId, TenantRing>> firstWrite;
  private final Ticker ticker;
  private final Executor refresher;
  private final int bound;
  private final ConcurrentMap<TenantId, TenantSlot> slots = new ConcurrentHashMap<>();
  private final SingleFlight<TenantId, Optional<TenantRing>> reads;
  private final SingleFlight<TenantId, TenantRing> makings;

  /** When readings that are under way began: each its own object. */
  private final Set<Begun> underWay = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  Rings(
      KeyTable table,
      Optional<Function<TenantId, TenantRing>> firstWrite,
      Ticker ticker,
      Duration timeout,
      Executor refresher,
      int maxEntries) {
    this.table = table;
    this.firstWrite = firstWrite;
    this.ticker = ticker;
    this.refresher = refresher;
    this.bound = (int) Math.min(Integer.MAX_VALUE, (long) maxEntries * PER_KEY);
    this.reads = new SingleFlight<>(timeout, ticker);
    this.makings = new SingleFlight<>(timeout, ticker);
  }

  /** What is remembered of a tenant, or null. */
  @Nullable TenantSlot known(TenantId tenant) {
    return slots.get(tenant);
  }

  TenantSlot slot(TenantId tenant) {
    if (closed) {
      throw new TenantCryptException(
          ErrorCode.TC030, "The key cache is closed: its data source was shut down.");
    }
    TenantSlot there = slots.get(tenant);
    if (there != null) {
      return there;
    }
    if (slots.size() >= bound) {
      long now = ticker.now();
      slots.values().removeIf(slot -> slot.isIdle() && !slot.believed(now));
    }
    return slots.computeIfAbsent(tenant, id -> new TenantSlot(id, ticker));
  }

  /** The ring of a tenant that is about to seal: made now if it is not there and may be. */
  TenantRing forSealing(TenantSlot slot, long now) {
    Optional<TenantRing> ring = believed(slot, now);
    if (ring.isEmpty() && firstWrite.isPresent()) {
      Function<TenantId, TenantRing> make = firstWrite.get();
      Begun begun = begin();
      try {
        TenantRing made = makings.run(slot.tenant(), () -> make.apply(slot.tenant()));
        ring = Optional.of(slot.install(made, begun.at));
      } finally {
        underWay.remove(begun);
      }
    }
    return usable(slot, ring);
  }

  /** The row of a version that a cell names. */
  KeyRow forOpening(TenantSlot slot, int version, long now) {
    TenantRing ring = usable(slot, believed(slot, now));
    Optional<KeyRow> row = ring.version(KeyPurpose.DEK, version);
    if (row.isEmpty() && slot.mayForce(ticker.now())) {
      row = usable(slot, readAnew(slot)).version(KeyPurpose.DEK, version);
    }
    return row.orElseThrow(
        () ->
            new TenantCryptException(
                ErrorCode.TC020,
                "A cell of tenant "
                    + slot.tenant()
                    + " names key version "
                    + version
                    + ", which the tenant does not have. The cell was changed, or the key tables"
                    + " are older than the data."));
  }

  private TenantRing usable(TenantSlot slot, Optional<TenantRing> ring) {
    if (ring.isEmpty()) {
      slots.remove(slot.tenant(), slot);
      slot.evictAll();
      throw new TenantCryptException(
          ErrorCode.TC012,
          "Tenant "
              + slot.tenant()
              + " is not provisioned. Make it with TenantCrypt.of(dataSource).tenants().create(…),"
              + " or set keys.provision to firstWrite.");
    }
    if (ring.get().requireNotShredded().state() == TenantState.SUSPENDED) {
      throw new TenantCryptException(
          ErrorCode.TC013,
          "Tenant " + slot.tenant() + " is suspended. Resume it to use its data again.");
    }
    return ring.get();
  }

  private Optional<TenantRing> believed(TenantSlot slot, long now) {
    Optional<TenantRing> ring = slot.ring(now);
    if (ring.isPresent()) {
      refreshAhead(slot, now);
      return ring;
    }
    return read(slot);
  }

  /** Reads the ring off the request's path if it is time for it. */
  void refreshAhead(TenantSlot slot, long now) {
    if (slot.beginRefresh(now)) {
      refreshLater(slot);
    }
  }

  private Optional<TenantRing> read(TenantSlot slot) {
    return reads.run(
        slot.tenant(),
        () -> {
          // A flight that ended just now may have read it.
          Optional<TenantRing> there = slot.ring(ticker.now());
          return there.isPresent() ? there : load(slot);
        });
  }

  /** Reads even where the last reading is still believed. */
  private Optional<TenantRing> readAnew(TenantSlot slot) {
    long asked = ticker.now();
    return reads.run(
        slot.tenant(),
        () -> {
          Optional<TenantRing> there = slot.readSince(asked);
          return there.isPresent() ? there : load(slot);
        });
  }

  private Optional<TenantRing> load(TenantSlot slot) {
    Begun begun = begin();
    try {
      return table.read(slot.tenant()).map(ring -> slot.install(ring, begun.at));
    } finally {
      underWay.remove(begun);
    }
  }

  /** A moment; two of the same time are two. */
  private static final class Begun {
    private final long at;

    Begun(long at) {
      this.at = at;
    }
  }

  private Begun begin() {
    Begun begun = new Begun(ticker.now());
    underWay.add(begun);
    return begun;
  }

  /**
   * How long ago the oldest reading began that is still believed or under way, in nanoseconds:
   * nothing is acted upon that was read before. 0 if there is none.
   */
  long oldest() {
    long now = ticker.now();
    long oldest = 0;
    // First what is under way: it is found in a slot when it is not there any more.
    for (Begun begun : underWay) {
      oldest = Math.max(oldest, now - begun.at);
    }
    for (TenantSlot slot : slots.values()) {
      oldest = Math.max(oldest, slot.age(now));
    }
    return oldest;
  }

  private void refreshLater(TenantSlot slot) {
    later(
        () -> {
          try {
            if (readAnew(slot).isEmpty()) {
              slot.evictAll();
            }
          } catch (TenantCryptException e) {
            // The reading that is there ends at its time, and the next statement says why.
            if (e.code() == ErrorCode.TC036) {
              slot.evictAll();
            }
          } finally {
            slot.endRefresh(ticker.now());
          }
        },
        () -> slot.endRefresh(ticker.now()));
  }

  /** Runs off the request's path if there is room for it, and otherwise leaves it for later. */
  void later(Runnable work, Runnable refused) {
    try {
      refresher.execute(work);
    } catch (RejectedExecutionException e) {
      refused.run();
    }
  }

  void evict(TenantId tenant) {
    TenantSlot slot = slots.remove(tenant);
    if (slot != null) {
      slot.end();
    }
  }

  void close() {
    closed = true;
    slots.values().forEach(TenantSlot::end);
    slots.clear();
  }
}
