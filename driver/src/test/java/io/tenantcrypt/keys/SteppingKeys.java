package io.tenantcrypt.keys;

import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The real cache over a key table in memory and a clock that a test moves: as a process that is
 * paused, while another rotates. Nothing is refreshed in the background.
 */
public final class SteppingKeys {

  /** How long a ring is believed. */
  public static final Duration RING = Duration.ofSeconds(30);

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final FakeKek kms = new FakeKek();
  private final FakeTable table = new FakeTable();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final KeyMaking making = new KeyMaking("deployment", CLOCK);

  /** How often the clock was looked at. */
  public final AtomicInteger looks = new AtomicInteger();

  /** The cache. */
  public final CachedDataKeys cache =
      new CachedDataKeys(
          table,
          new FakeUsage(),
          new KeyOpening(kms.calls(), "deployment"),
          Optional.empty(),
          new KeyPolicy.Cache(100, Duration.ofHours(24), Duration.ZERO, RING),
          Duration.ofSeconds(20),
          this::now,
          work -> {
            throw new RejectedExecutionException("no background in this test");
          });

  private long now() {
    looks.incrementAndGet();
    return nanos.get();
  }

  /** Provisions a tenant with version 1. */
  public void provision(TenantId tenant) {
    new Provisioning(
            table,
            kms.calls(),
            new KekRules(KekRulesTest.policy("fake://kek", Map.of(), List.of()), Optional.empty()),
            making,
            CLOCK)
        .provision(tenant, "", Map.of());
  }

  /** As if the process stood still. */
  public void pause(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** As another instance rotates: the active version is retired, a new one seals. */
  public void rotate(TenantId tenant) {
    TenantRing ring = table.ring(tenant);
    List<KeyRow> rows = new ArrayList<>();
    int last = 0;
    for (KeyRow row : ring.keys()) {
      if (row.purpose() == KeyPurpose.DEK) {
        last = row.version();
        rows.add(
            row.state() == KeyState.ACTIVE ? row.become(KeyState.RETIRED, Instant.EPOCH) : row);
      }
    }
    try (KeyMaking.Made made = making.make(kms, tenant, KeyPurpose.DEK, last + 1)) {
      rows.add(made.row());
    }
    ring.keys().stream().filter(row -> row.purpose() != KeyPurpose.DEK).forEach(rows::add);
    table.rings.put(tenant, ring.with(rows));
  }

  /** As another instance suspends. */
  public void suspend(TenantId tenant) {
    table.rings.put(tenant, table.ring(tenant).with(TenantState.SUSPENDED));
  }

  /** How often a ring was read. */
  public int reads() {
    return table.reads.get();
  }
}
