package io.tenantcrypt.keys;

import static io.tenantcrypt.crypto.TestKeys.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedDataKeysTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final TenantId BETA = TenantId.of("beta");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Duration RING = Duration.ofSeconds(30);

  private final FakeKek kms = new FakeKek();
  private final FakeTable table = new FakeTable();
  private final FakeUsage usage = new FakeUsage();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final Provisioning provisioning =
      new Provisioning(
          table,
          kms.calls(),
          new KekRules(KekRulesTest.policy("fake://kek", Map.of(), List.of()), Optional.empty()),
          new KeyMaking("deployment", CLOCK),
          CLOCK);
  private CachedDataKeys keys = cache(100, Optional.empty());

  @BeforeEach
  void provision() {
    provisioning.provision(ACME, "", Map.of());
    provisioning.provision(BETA, "", Map.of());
    forgetCounts();
  }

  private void forgetCounts() {
    kms.alive().forEach(key -> key.close());
    kms.unwraps.set(0);
    table.reads.set(0);
  }

  private CachedDataKeys cache(
      int maxEntries, Optional<Function<TenantId, TenantRing>> firstWrite) {
    return cache(maxEntries, Duration.ZERO, Duration.ofSeconds(20), firstWrite);
  }

  private CachedDataKeys cache(
      int maxEntries,
      Duration stale,
      Duration timeout,
      Optional<Function<TenantId, TenantRing>> firstWrite) {
    return new CachedDataKeys(
        table,
        usage,
        new KeyOpening(kms.calls(), "deployment"),
        firstWrite,
        new KeyPolicy.Cache(maxEntries, TTL, stale, RING),
        timeout,
        nanos::get,
        background::add);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void sealing_twice_asksTheKmsAndTheTableOnce() {
    keys.sealing(ACME).release();
    keys.sealing(ACME).release();
    assertThat(kms.unwraps).hasValue(1);
    assertThat(table.reads).hasValue(1);
  }

  @Test
  void opening_whatSealingSealed_givesTheSameKey() {
    DataKey sealing = keys.sealing(ACME);
    DataKey opening = keys.opening(ACME, sealing.version());
    byte[] cell = sealing.column("patient.ssn", "text").seal(new byte[] {1, 2, 3}, 1);
    assertThat(opened(opening.column("patient.ssn", "text"), cell)).startsWith(1, 2, 3);
    assertThat(opening).isSameAs(sealing);
  }

  @Test
  void seals_asLongAsTheRingIsBelieved_andNoLonger() {
    DataKey key = keys.sealing(ACME);
    key.release();
    pass(RING.minusNanos(1));
    assertThat(key.seals(keys.clock())).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(key.seals(keys.clock())).isFalse();
    keys.sealing(ACME).release();
    assertThat(key.seals(keys.clock())).isTrue();
  }

  @Test
  void seals_onceTheRingSaysOtherwise_isFalse() {
    DataKey key = keys.sealing(ACME);
    key.release();
    TenantRing ring = table.ring(ACME);
    table.rings.put(ACME, ring.with(TenantState.SUSPENDED));
    assertThat(key.seals(keys.clock())).as("not known yet").isTrue();
    pass(RING);
    assertCode(ErrorCode.TC013, () -> keys.sealing(ACME));
    assertThat(key.seals(keys.clock())).as("suspended").isFalse();
  }

  @Test
  void seals_ofATenantThatWasEvicted_isFalse() {
    DataKey key = keys.sealing(ACME);
    key.release();
    keys.evict(ACME);
    assertThat(key.seals(keys.clock())).isFalse();
    assertThat(keys.sealing(ACME).seals(keys.clock())).isTrue();
  }

  @Test
  void opening_anotherTenantsCell_isRefused() {
    byte[] cell = keys.sealing(ACME).column("patient.ssn", "text").seal(new byte[] {1}, 1);
    ColumnKey beta = keys.opening(BETA, 1).column("patient.ssn", "text");
    assertCode(ErrorCode.TC020, () -> opened(beta, cell));
  }

  @Test
  void column_askedTwice_isDerivedOnce() {
    DataKey key = keys.sealing(ACME);
    assertThat(key.column("a.b", "text")).isSameAs(key.column("a.b", "text"));
    assertThat(key.column("a.b", "text")).isNotSameAs(key.column("a.c", "text"));
  }

  @Test
  void sealing_thousandThreadsOnOneColdTenant_unwrapsOnce() throws Exception {
    int threads = 1_000;
    CountDownLatch ready = new CountDownLatch(threads);
    kms.before = () -> await(ready);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Integer> call =
          () -> {
            ready.countDown();
            DataKey key = keys.sealing(ACME);
            key.release();
            return key.version();
          };
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(pool.submit(call));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(kms.unwraps).hasValue(1);
    assertThat(table.reads).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sealing_whileAnotherTenantsKmsHangs_isNotDelayed() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    kms.before =
        () -> {
          hanging.countDown();
          await(release);
        };
    Thread slow = new Thread(() -> keys.sealing(ACME).release());
    slow.start();
    hanging.await();
    kms.before = () -> {};
    DataKey other = keys.sealing(BETA);
    assertThat(other.version()).isEqualTo(1);
    release.countDown();
    slow.join();
  }

  @Test
  void sealing_failureOfTheOne_isThrownToAllWhoWait() throws Exception {
    int threads = 50;
    CountDownLatch ready = new CountDownLatch(threads);
    kms.before = () -> await(ready);
    kms.failure = Optional.of(ErrorCode.TC032);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<ErrorCode>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  try {
                    keys.sealing(ACME);
                    return ErrorCode.TC001;
                  } catch (TenantCryptException e) {
                    return e.code();
                  }
                }));
      }
      for (Future<ErrorCode> result : results) {
        assertThat(result.get()).isEqualTo(ErrorCode.TC032);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void acquire_afterTheTimeToLive_isFalseAndTheKmsIsAskedAgain() {
    DataKey key = keys.sealing(ACME);
    key.release();
    pass(TTL);
    assertThat(key.acquire()).isFalse();
    assertThat(keys.sealing(ACME)).isNotSameAs(key);
    assertThat(kms.unwraps).hasValue(2);
    assertThat(kms.alive()).hasSize(1);
  }

  @Test
  void acquire_afterTheRingsTimeToLive_isFalseUntilTheRingIsReadAgain() {
    DataKey key = keys.sealing(ACME);
    key.release();
    pass(RING);
    assertThat(key.acquire()).isFalse();
    assertThat(keys.sealing(ACME)).isSameAs(key);
    assertThat(kms.unwraps).hasValue(1);
    assertThat(table.reads).hasValue(2);
  }

  @Test
  void sealing_laterThanThreeQuartersOfTheTime_refreshesInTheBackground() {
    DataKey key = keys.sealing(ACME);
    key.release();
    for (int i = 0; i < 8; i++) {
      pass(RING.dividedBy(10).multipliedBy(9));
      keys.sealing(ACME).release();
      runBackground();
    }
    assertThat(kms.unwraps).hasValue(1);
    pass(RING.dividedBy(10).multipliedBy(9));
    DataKey again = keys.sealing(ACME);
    again.release();
    assertThat(kms.unwraps).as("off the request's path").hasValue(1);
    runBackground();
    assertThat(kms.unwraps).hasValue(2);
    assertThat(again).isSameAs(key);
    pass(TTL.minusSeconds(61));
    assertThat(keys.sealing(ACME)).as("extended from the last answer").isSameAs(key);
    assertThat(kms.unwraps).hasValue(2);
  }

  @Test
  void refresh_thatIsDenied_evictsAtOnce() {
    DataKey key = keys.sealing(ACME);
    key.release();
    pass(TTL.minusSeconds(30));
    kms.failure = Optional.of(ErrorCode.TC033);
    keys.sealing(ACME).release();
    runBackground();
    assertThat(key.acquire()).isFalse();
    assertThat(kms.alive()).isEmpty();
    assertCode(ErrorCode.TC033, () -> keys.sealing(ACME));
  }

  @Test
  void refresh_duringAnOutage_doesNotExtend() {
    DataKey key = keys.sealing(ACME);
    key.release();
    pass(TTL.minusSeconds(30));
    kms.failure = Optional.of(ErrorCode.TC030);
    keys.sealing(ACME).release();
    runBackground();
    assertThat(key.acquire()).isTrue();
    key.release();
    pass(Duration.ofSeconds(30));
    assertCode(ErrorCode.TC030, () -> keys.sealing(ACME));
  }

  @Test
  void refresh_thatTheExecutorRefuses_isTriedAgain() {
    CachedDataKeys refusing =
        new CachedDataKeys(
            table,
            usage,
            new KeyOpening(kms.calls(), "deployment"),
            Optional.empty(),
            new KeyPolicy.Cache(10, TTL, Duration.ZERO, RING),
            Duration.ofSeconds(20),
            nanos::get,
            work -> {
              throw new RejectedExecutionException();
            });
    refusing.sealing(ACME).release();
    pass(TTL.minusSeconds(30));
    assertThat(refusing.sealing(ACME).version()).isEqualTo(1);
    pass(RING);
    assertThat(refusing.sealing(ACME).version()).isEqualTo(1);
    assertThat(kms.unwraps).hasValue(2);
  }

  @Test
  void sealing_moreTenantsThanEntries_dropsTheLeastRecentlyUsed() {
    CachedDataKeys small = cache(2, Optional.empty());
    TenantId third = TenantId.of("third");
    provisioning.provision(third, "", Map.of());
    forgetCounts();
    DataKey acme = small.sealing(ACME);
    acme.release();
    pass(Duration.ofMillis(1));
    DataKey beta = small.sealing(BETA);
    beta.release();
    pass(Duration.ofMillis(1));
    small.sealing(ACME).release();
    pass(Duration.ofMillis(1));
    small.sealing(third).release();
    assertThat(small.size()).isEqualTo(2);
    assertThat(beta.acquire()).isFalse();
    assertThat(acme.acquire()).isTrue();
    assertThat(kms.alive()).hasSize(2);
  }

  @Test
  void evict_underALease_overwritesAfterTheLastRelease() {
    DataKey key = keys.sealing(ACME);
    assertThat(key.acquire()).isTrue();
    ColumnKey column = key.column("a.b", "text");
    byte[] cell = column.seal(new byte[] {7}, 1);
    keys.evict(ACME);
    assertThat(key.acquire()).isFalse();
    assertThat(opened(column, cell)).startsWith(7);
    key.release();
    assertThat(kms.alive()).hasSize(1);
    byte[] bytes = kms.alive().get(0).reveal();
    key.release();
    assertThat(kms.alive()).isEmpty();
    assertThat(bytes).containsOnly(0);
    assertThatThrownBy(() -> opened(column, cell)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void mayOpen_byALookAtTheClock_endsWithTheTimeToLiveAndWithTheRing() {
    DataKey key = keys.sealing(ACME);
    key.release();
    long looked = keys.clock();
    assertThat(key.mayOpen(looked)).isTrue();
    assertThat(key.mayOpen(looked + RING.toNanos())).isFalse();
    assertThat(key.mayOpen(looked + TTL.toNanos())).isFalse();
    keys.evict(ACME);
    assertThat(key.mayOpen(looked)).isFalse();
  }

  /** A reader that looks at the clock once a row and then stays on the row for long. */
  @Test
  void mayOpen_byAnOldLookAtTheClock_endsWithTheNextTick() {
    DataKey key = keys.sealing(ACME);
    key.release();
    long looked = keys.clock();
    pass(TTL.plus(RING));
    assertThat(key.mayOpen(looked)).isTrue();
    keys.tick();
    assertThat(key.mayOpen(looked)).isFalse();
  }

  @Test
  void mayOpen_ofAKeyInUse_keepsItFromBeingTheLeastRecentlyUsed() {
    CachedDataKeys small = cache(2, Optional.empty());
    TenantId third = TenantId.of("third");
    provisioning.provision(third, "", Map.of());
    DataKey acme = small.sealing(ACME);
    acme.release();
    pass(Duration.ofMillis(1));
    DataKey beta = small.sealing(BETA);
    beta.release();
    pass(Duration.ofMillis(1));
    assertThat(acme.mayOpen(small.clock())).isTrue();
    small.sealing(third).release();
    assertThat(acme.acquire()).isTrue();
    assertThat(beta.acquire()).isFalse();
  }

  @Test
  void release_moreOftenThanAcquired_isAnError() {
    DataKey key = keys.sealing(ACME);
    key.release();
    keys.evict(ACME);
    assertThatThrownBy(key::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_overwritesEverythingAndGivesOutNothingMore() {
    keys.sealing(ACME).release();
    keys.sealing(BETA).release();
    keys.close();
    assertThat(kms.alive()).isEmpty();
    assertThat(keys.size()).isZero();
    assertCode(ErrorCode.TC030, () -> keys.sealing(ACME));
  }

  @Test
  void sweep_afterTheTimeToLive_overwritesIdleKeys() {
    keys.sealing(ACME).release();
    keys.sweep();
    assertThat(kms.alive()).hasSize(1);
    pass(TTL);
    keys.sweep();
    assertThat(kms.alive()).isEmpty();
  }

  @Test
  void sealing_unknownTenant_isTc012EachTimeAndKeepsNothing() {
    TenantId nobody = TenantId.of("nobody");
    assertCode(ErrorCode.TC012, () -> keys.sealing(nobody));
    assertCode(ErrorCode.TC012, () -> keys.opening(nobody, 1));
    provisioning.provision(nobody, "", Map.of());
    assertThat(keys.sealing(nobody).version()).isEqualTo(1);
  }

  @Test
  void firstWrite_sealingMakesTheTenantOnce_openingDoesNot() {
    CachedDataKeys making = cache(10, Optional.of(provisioning::firstWrite));
    TenantId fresh = TenantId.of("fresh");
    assertCode(ErrorCode.TC012, () -> making.opening(fresh, 1));
    assertThat(table.rings).doesNotContainKey(fresh);
    assertThat(making.sealing(fresh).version()).isEqualTo(1);
    assertThat(making.sealing(fresh).version()).isEqualTo(1);
    assertThat(table.rings).containsKey(fresh);
  }

  @Test
  void suspension_holdsWithinOneRing() {
    DataKey key = keys.sealing(ACME);
    key.release();
    TenantRing ring = table.ring(ACME);
    table.rings.put(ACME, ring.with(TenantState.SUSPENDED));
    pass(RING);
    assertThat(key.acquire()).isFalse();
    assertCode(ErrorCode.TC013, () -> keys.sealing(ACME));
    assertCode(ErrorCode.TC013, () -> keys.opening(ACME, 1));
    assertThat(kms.alive()).isEmpty();
  }

  @Test
  void opening_unknownVersion_readsTheRingOnceASecond() {
    keys.sealing(ACME).release();
    assertCode(ErrorCode.TC020, () -> keys.opening(ACME, 2));
    assertCode(ErrorCode.TC020, () -> keys.opening(ACME, 2));
    assertCode(ErrorCode.TC020, () -> keys.opening(ACME, 3));
    assertThat(table.reads).hasValue(2);
    rotate(ACME);
    pass(Duration.ofSeconds(1));
    assertThat(keys.opening(ACME, 2).version()).isEqualTo(2);
    assertThat(keys.sealing(ACME).version()).isEqualTo(2);
    assertThat(keys.opening(ACME, 1).version()).isEqualTo(1);
  }

  private void rotate(TenantId tenant) {
    TenantRing ring = table.ring(tenant);
    try (KeyMaking.Made next =
        new KeyMaking("deployment", CLOCK).make(kms, tenant, KeyPurpose.DEK, 2)) {
      table.rings.put(
          tenant,
          ring.with(
              List.of(ring.keys().get(0).become(KeyState.RETIRED, Instant.EPOCH), next.row())));
    }
  }

  @Test
  void opening_destroyedVersion_isTc034() {
    keys.opening(ACME, 1).release();
    TenantRing ring = table.ring(ACME);
    table.rings.put(
        ACME, ring.with(List.of(ring.keys().get(0).become(KeyState.DESTROYED, Instant.EPOCH))));
    pass(RING);
    assertCode(ErrorCode.TC034, () -> keys.opening(ACME, 1));
    assertCode(ErrorCode.TC034, () -> keys.sealing(ACME));
    assertThat(kms.alive()).isEmpty();
  }

  @Test
  void ring_thatGoesBack_isTc036() {
    TenantRing old = table.ring(ACME);
    table.rings.put(ACME, old.with(TenantState.ACTIVE));
    keys.sealing(ACME).release();
    table.rings.put(ACME, old);
    pass(RING);
    assertCode(ErrorCode.TC036, () -> keys.sealing(ACME));
  }

  @Test
  void unwrap_thatGivesAnotherKey_isCrossTenantDek() {
    kms.givesAnother = true;
    assertThatThrownBy(() -> keys.sealing(ACME))
        .hasMessageContaining("CROSS_TENANT_DEK")
        .hasMessageContaining("acme")
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC035));
    assertThat(kms.alive()).isEmpty();
  }

  @Test
  void unwrap_ofAnotherTenantsWrappedKeyByAKmsThatIgnoresContexts_isCrossTenantDek() {
    kms.ignoresContext = true;
    TenantRing acme = table.ring(ACME);
    KeyRow stolen = table.ring(BETA).keys().get(0);
    KeyRow own = acme.keys().get(0);
    KeyRow mixed =
        KeyRow.active(
            KeyPurpose.DEK, 1, own.id(), stolen.copies().get(0), own.check(), Instant.EPOCH);
    table.rings.put(ACME, acme.with(List.of(mixed)));
    assertThatThrownBy(() -> keys.sealing(ACME)).hasMessageContaining("CROSS_TENANT_DEK");
  }

  @Test
  void refusal_isRememberedForFiveSeconds_andForThatTenantOnly() {
    kms.failure = Optional.of(ErrorCode.TC033);
    for (int i = 0; i < 100; i++) {
      assertCode(ErrorCode.TC033, () -> keys.sealing(ACME));
      assertCode(ErrorCode.TC033, () -> keys.opening(ACME, 1));
    }
    assertThat(kms.unwraps).hasValue(1);
    kms.failure = Optional.empty();
    keys.sealing(BETA).release();
    pass(Duration.ofSeconds(5).minusNanos(1));
    assertCode(ErrorCode.TC033, () -> keys.sealing(ACME));
    pass(Duration.ofNanos(1));
    keys.sealing(ACME).release();
    assertThat(kms.unwraps).hasValue(3);
  }

  @Test
  void refusal_isForgotten_whenTheKeysRowChanges() {
    kms.failure = Optional.of(ErrorCode.TC032);
    assertCode(ErrorCode.TC032, () -> keys.sealing(ACME));
    kms.failure = Optional.empty();
    TenantRing ring = table.ring(ACME);
    KeyRow row = ring.keys().get(0);
    table.rings.put(ACME, ring.with(List.of(row.with(row.copies().get(0)))));
    pass(Duration.ofSeconds(1));
    assertCode(ErrorCode.TC032, () -> keys.sealing(ACME));
    keys.evict(ACME);
    keys.sealing(ACME).release();
  }

  @Test
  void outage_isNotRemembered() {
    kms.failure = Optional.of(ErrorCode.TC031);
    assertCode(ErrorCode.TC031, () -> keys.sealing(ACME));
    kms.failure = Optional.empty();
    keys.sealing(ACME).release();
  }

  /** The ring is read again, and forbids, while the KMS is asked. */
  @Test
  void suspension_whileTheKmsIsAsked_isNotSealedPast() {
    CachedDataKeys patient = patient();
    kms.before =
        () -> {
          kms.before = () -> {};
          table.rings.put(ACME, table.ring(ACME).with(TenantState.SUSPENDED));
          pass(RING);
          assertCode(ErrorCode.TC013, () -> patient.opening(ACME, 9));
        };
    assertCode(ErrorCode.TC013, () -> patient.sealing(ACME));
    assertCode(ErrorCode.TC013, () -> patient.opening(ACME, 1));
    assertThat(kms.alive()).isEmpty();
  }

  /** The ring that was read before has lost its time when the KMS answers. */
  @Test
  void suspension_whileASlowKmsAnswers_isNotOpenedPast() {
    CachedDataKeys patient = patient();
    kms.before =
        () -> {
          table.rings.put(ACME, table.ring(ACME).with(TenantState.SUSPENDED));
          pass(RING);
        };
    assertCode(ErrorCode.TC013, () -> patient.opening(ACME, 1));
    assertThat(kms.alive()).isEmpty();
  }

  @Test
  void slowKms_thatAnswersLaterThanARingIsBelieved_costsOneMoreReadingOfTheRing() {
    CachedDataKeys patient = patient();
    kms.before = () -> pass(RING);
    patient.opening(ACME, 1).release();
    assertThat(kms.unwraps).hasValue(1);
    assertThat(table.reads).hasValue(2);
  }

  /** Waits longer than a ring is believed. */
  private CachedDataKeys patient() {
    return cache(10, Duration.ZERO, RING.multipliedBy(4), Optional.empty());
  }

  @Test
  void rotation_whileTheKmsIsAsked_sealsUnderTheNewVersion() {
    CachedDataKeys patient = patient();
    kms.before =
        () -> {
          kms.before = () -> {};
          rotate(ACME);
          pass(RING);
          patient.opening(ACME, 2).release();
        };
    DataKey key = patient.sealing(ACME);
    assertThat(key.version()).isEqualTo(2);
    key.release();
  }

  @Test
  void sinkThatFails_isNoRefusalOfTheKms() {
    AtomicBoolean full = new AtomicBoolean(true);
    KmsCalls told =
        new KmsCalls(
            kms,
            Duration.ofSeconds(5),
            call -> {
              if (full.get()) {
                throw new TenantCryptException(ErrorCode.TC040, "full");
              }
            },
            System::nanoTime);
    CachedDataKeys recorded =
        new CachedDataKeys(
            table,
            usage,
            new KeyOpening(told, "deployment"),
            Optional.empty(),
            new KeyPolicy.Cache(10, TTL, Duration.ZERO, RING),
            Duration.ofSeconds(20),
            nanos::get,
            background::add);
    assertCode(ErrorCode.TC040, () -> recorded.sealing(ACME));
    full.set(false);
    recorded.sealing(ACME).release();
  }

  /** A pool that cancels statements must not keep a revoked key alive. */
  @Test
  void interruption_isBridgedByNothing() {
    CachedDataKeys bridging = bridging();
    bridging.opening(ACME, 1).release();
    pass(TTL);
    kms.failure = Optional.of(ErrorCode.TC030);
    kms.before = () -> Thread.currentThread().interrupt();
    assertCode(ErrorCode.TC030, () -> bridging.opening(ACME, 1));
    assertThat(Thread.interrupted()).isTrue();
    kms.before = () -> {};
    bridging.opening(ACME, 1).release();
  }

  /** It fails after the ring that was read before has lost its time. */
  @Test
  void outage_thatShowsLaterThanARingIsBelieved_isBridged() {
    CachedDataKeys bridging = bridging();
    DataKey key = bridging.opening(ACME, 1);
    key.release();
    pass(TTL);
    kms.failure = Optional.of(ErrorCode.TC030);
    kms.before = () -> pass(RING);
    DataKey bridged = bridging.opening(ACME, 1);
    bridged.release();
    assertThat(bridged).isSameAs(key);
    assertThat(table.reads).as("the first, the one that had lapsed, the one after").hasValue(3);
    assertCode(ErrorCode.TC030, () -> bridging.sealing(ACME));
  }

  @Test
  void suspension_whileASilentKmsIsAsked_isBridgedByNothing() {
    CachedDataKeys bridging = bridging();
    bridging.opening(ACME, 1).release();
    pass(TTL);
    kms.failure = Optional.of(ErrorCode.TC030);
    kms.before =
        () -> {
          table.rings.put(ACME, table.ring(ACME).with(TenantState.SUSPENDED));
          pass(RING);
        };
    assertCode(ErrorCode.TC013, () -> bridging.opening(ACME, 1));
    assertThat(kms.alive()).isEmpty();
  }

  private CachedDataKeys bridging() {
    return cache(10, Duration.ofHours(1), Duration.ofSeconds(20), Optional.empty());
  }

  /** Each waiting thread holds a connection of a pool that other tenants need. */
  @Test
  void slowFlight_keepsAFewWaiters_andRefusesTheRest() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    kms.before = () -> await(release);
    CachedDataKeys quick =
        new CachedDataKeys(
            table,
            usage,
            new KeyOpening(kms.calls(), "deployment"),
            Optional.empty(),
            new KeyPolicy.Cache(10, TTL, Duration.ZERO, RING),
            Duration.ofSeconds(20),
            System::nanoTime,
            background::add);
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      List<Future<Optional<ErrorCode>>> results = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        results.add(pool.submit(() -> codeOf(() -> quick.sealing(ACME).release())));
      }
      int crowded = 0;
      while (crowded < 10 - 1 - SingleFlight.PATIENT) {
        Thread.sleep(50);
        crowded = (int) results.stream().filter(Future::isDone).count();
      }
      release.countDown();
      List<Optional<ErrorCode>> codes = new ArrayList<>();
      for (Future<Optional<ErrorCode>> result : results) {
        codes.add(result.get());
      }
      assertThat(codes).filteredOn(Optional::isEmpty).hasSize(1 + SingleFlight.PATIENT);
      assertThat(codes)
          .filteredOn(Optional::isPresent)
          .allSatisfy(code -> assertThat(code).contains(ErrorCode.TC031));
      assertThat(kms.unwraps).hasValue(1);
    } finally {
      release.countDown();
      pool.shutdownNow();
    }
  }

  private static Optional<ErrorCode> codeOf(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (TenantCryptException e) {
      return Optional.of(e.code());
    }
  }

  @Test
  void sealing_countsEachCell_openingCountsNone() {
    DataKey key = keys.sealing(ACME);
    key.column("patient.ssn", "text");
    assertThat(usage.reserved).isEmpty();
    key.columnToSeal("patient.ssn", "text");
    key.columnToSeal("patient.dob", "date");
    assertThat(usage.reserved).containsOnlyKeys("acme 1 patient.ssn", "acme 1 patient.dob");
  }

  /** Somebody in another process has the cached keys dropped: nothing but the epoch changes. */
  @Test
  void raisedEpoch_ofATenantThatIsOtherwiseTheSame_dropsItsKeys() {
    keys.sealing(ACME).release();
    keys.sealing(BETA).release();
    table.rings.put(ACME, table.ring(ACME).evicted());
    pass(RING);
    keys.sealing(ACME).release();
    keys.sealing(BETA).release();
    assertThat(kms.unwraps).hasValue(3);
  }

  @Test
  void raisedEpochs_ofWhichOneMayHaveBeenThat_dropItsKeys() {
    keys.sealing(ACME).release();
    TenantRing ring = table.ring(ACME);
    table.rings.put(ACME, ring.with(TenantState.SUSPENDED).evicted().with(TenantState.ACTIVE));
    pass(RING);
    keys.sealing(ACME).release();
    assertThat(kms.unwraps).hasValue(2);
  }

  @Test
  void oneChangeOfSomethingElse_keepsKeysThatAreStillGood() {
    keys.sealing(ACME).release();
    TenantRing ring = table.ring(ACME);
    table.rings.put(ACME, ring.moved("gold", Map.of(), ring.kek(), ring.keys()));
    pass(RING);
    keys.sealing(ACME).release();
    assertThat(kms.unwraps).hasValue(1);
  }

  @Test
  void cache_withBoundsThatAreNotAllowed_isTc040() {
    assertBounds(new KeyPolicy.Cache(1, Duration.ZERO, Duration.ZERO, RING), "ttl");
    assertBounds(new KeyPolicy.Cache(1, TTL, Duration.ZERO, Duration.ZERO), "ring");
    assertBounds(new KeyPolicy.Cache(0, TTL, Duration.ZERO, RING), "maxEntries");
    assertBounds(new KeyPolicy.Cache(1, TTL, Duration.ofSeconds(-1), RING), "staleIfUnavailable");
  }

  private void assertBounds(KeyPolicy.Cache bounds, String name) {
    assertThatThrownBy(
            () ->
                new CachedDataKeys(
                    table,
                    usage,
                    new KeyOpening(kms.calls(), "d"),
                    Optional.empty(),
                    bounds,
                    Duration.ofSeconds(1),
                    nanos::get,
                    background::add))
        .hasMessageContaining(name)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
  }
}
