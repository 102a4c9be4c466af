package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TenantSlotTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final int ROUNDS = 500;

  private final Ticker ticker =
      new Ticker(
          System::nanoTime,
          new KeyPolicy.Cache(10, Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(5)));

  private static TenantRing provisioned() {
    FakeKek kms = new FakeKek();
    FakeTable table = new FakeTable();
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    new Provisioning(
            table,
            kms.calls(),
            new KekRules(KekRulesTest.policy("fake://kek", Map.of(), List.of()), Optional.empty()),
            new KeyMaking("deployment", clock),
            clock)
        .provision(ACME, "", Map.of());
    return table.ring(ACME);
  }

  @Test
  void install_ofARingThatForbidsAKey_isSeenByNobodyWhileTheKeyOpens() throws Exception {
    TenantRing active = provisioned();
    TenantRing shredded = active.shredded(Instant.EPOCH);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      int opened = 0;
      for (int i = 0; i < ROUNDS; i++) {
        TenantSlot slot = new TenantSlot(ACME, ticker);
        slot.install(active, ticker.now());
        LiveKey key =
            new LiveKey(
                slot,
                active.active(KeyPurpose.DEK).orElseThrow(),
                SecretBytes.random(GeneratedKey.LENGTH),
                new FakeUsage(),
                ticker,
                ticker.now());
        assertThat(slot.remember(key)).isTrue();
        key.release();
        AtomicBoolean looking = new AtomicBoolean();
        Future<Boolean> other =
            executor.submit(
                () -> {
                  looking.set(true);
                  long now = ticker.now();
                  while (slot.ring(now).orElseThrow().state() != TenantState.SHREDDED) {
                    Thread.onSpinWait();
                  }
                  return key.mayOpen(now);
                });
        while (!looking.get()) {
          Thread.onSpinWait();
        }
        slot.install(shredded, ticker.now());
        opened += other.get(20, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(opened).as("of %d times", ROUNDS).isZero();
    } finally {
      executor.shutdownNow();
    }
  }
}
