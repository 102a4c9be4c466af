package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a statement gets in every state of the cache, of the key table and of the KMS: the table of
 * the book's page on keys, each of its combinations.
 */
class CacheStatesTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Duration STALE = Duration.ofMinutes(10);
  private static final Duration RING = Duration.ofSeconds(30);

  /** The key in the cache, by its age when it is wanted. In all of them the ring is read again. */
  enum Cached {
    ABSENT(Duration.ZERO),
    FRESH(RING),
    DUE(TTL.minusSeconds(30)),
    EXPIRED(TTL),
    OVER(TTL.plus(STALE));

    private final Duration age;

    Cached(Duration age) {
      this.age = age;
    }
  }

  /** What the key table says, when it is read. */
  enum Table {
    ACTIVE,
    RETIRED,
    PENDING,
    DESTROYED,
    NO_SUCH_VERSION,
    SUSPENDED,
    UNPROVISIONED,
    SET_BACK,
    BROKEN_SEAL,
    OUT
  }

  /** What the KMS answers. */
  enum Kms {
    GIVES,
    GIVES_ANOTHER_KEY,
    TC030,
    TC031,
    TC032,
    TC033,
    TC034,
    TC035;

    boolean isOutage() {
      return this == TC030 || this == TC031;
    }

    Optional<ErrorCode> failure() {
      return name().startsWith("TC")
          ? Optional.of(ErrorCode.valueOf(name()))
          : Optional.<ErrorCode>empty();
    }

    Optional<ErrorCode> refusal() {
      return this == GIVES_ANOTHER_KEY ? Optional.of(ErrorCode.TC035) : failure();
    }
  }

  record State(Cached cached, Table table, Kms kms, boolean seals, Duration stale) {}

  private final FakeKek kms = new FakeKek();
  private final FakeTable table = new FakeTable();
  private final FakeUsage usage = new FakeUsage();
  private final AtomicLong nanos = new AtomicLong();
  private final Deque<Runnable> background = new ArrayDeque<>();

  static Stream<State> states() {
    List<State> all = new ArrayList<>();
    for (Cached cached : Cached.values()) {
      for (Table row : Table.values()) {
        for (Kms answer : Kms.values()) {
          for (boolean seals : new boolean[] {true, false}) {
            all.add(new State(cached, row, answer, seals, Duration.ZERO));
            all.add(new State(cached, row, answer, seals, STALE));
          }
        }
      }
    }
    return all.stream();
  }

  /** The rules, said once more than in the code and otherwise. */
  private static Optional<ErrorCode> expected(State state) {
    Optional<ErrorCode> byTable = expectedOfTheTable(state);
    return byTable.isPresent() ? byTable : expectedOfTheKms(state);
  }

  private static Optional<ErrorCode> expectedOfTheTable(State state) {
    boolean seals = state.seals();
    return switch (state.table()) {
      case UNPROVISIONED -> Optional.of(ErrorCode.TC012);
      case SUSPENDED -> Optional.of(ErrorCode.TC013);
      case BROKEN_SEAL -> Optional.of(ErrorCode.TC036);
      case OUT -> Optional.of(ErrorCode.TC030);
      case SET_BACK ->
          state.cached() == Cached.ABSENT ? Optional.empty() : Optional.of(ErrorCode.TC036);
      case RETIRED, PENDING -> seals ? Optional.of(ErrorCode.TC034) : Optional.empty();
      case DESTROYED -> Optional.of(ErrorCode.TC034);
      case NO_SUCH_VERSION -> Optional.of(seals ? ErrorCode.TC034 : ErrorCode.TC020);
      case ACTIVE -> Optional.empty();
    };
  }

  private static Optional<ErrorCode> expectedOfTheKms(State state) {
    return switch (state.cached()) {
      case FRESH, DUE -> Optional.empty();
      case ABSENT, OVER -> state.kms().refusal();
      case EXPIRED ->
          state.kms().isOutage() && !state.seals() && !state.stale().isZero()
              ? Optional.empty()
              : state.kms().refusal();
    };
  }

  @ParameterizedTest
  @MethodSource("states")
  void use_inEachState_isGivenOrRefusedAsTheTableSays(State state) {
    CachedDataKeys keys = prepare(state);
    Optional<ErrorCode> expected = expected(state);
    assertThat(use(keys, state)).isEqualTo(expected);
    assertThat(use(keys, state)).as("the same once more").isEqualTo(expected);
    boolean kmsRefuses = state.kms().refusal().isPresent() && !state.kms().isOutage();
    while (!background.isEmpty()) {
      background.remove().run();
    }
    if (expected.isEmpty() && state.cached() == Cached.DUE && kmsRefuses) {
      assertThat(use(keys, state)).as("after it was asked ahead").isEqualTo(state.kms().refusal());
    }
    boolean gone = expected.isPresent() && expected.equals(state.kms().refusal()) && kmsRefuses;
    if (gone && state.table() == Table.ACTIVE) {
      assertThat(kms.alive()).as("what was refused is overwritten").isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void use_whenAllIsWellAgain_isGiven(State state) {
    if (state.table() != Table.ACTIVE && state.table() != Table.OUT) {
      return; // what a table says stays said
    }
    CachedDataKeys keys = prepare(state);
    Optional<ErrorCode> before = use(keys, state);
    table.failure = Optional.empty();
    kms.failure = Optional.empty();
    kms.givesAnother = false;
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(use(keys, state)).as("after %s", before).isEmpty();
  }

  private CachedDataKeys prepare(State state) {
    new Provisioning(
            table,
            kms.calls(),
            new KekRules(KekRulesTest.policy("fake://kek", Map.of(), List.of()), Optional.empty()),
            new KeyMaking("deployment", CLOCK),
            CLOCK)
        .provision(ACME, "", Map.of());
    TenantRing before = table.ring(ACME);
    table.rings.put(ACME, before.with(TenantState.ACTIVE));
    kms.alive().forEach(key -> key.close());
    CachedDataKeys keys =
        new CachedDataKeys(
            table,
            usage,
            new KeyOpening(kms.calls(), "deployment"),
            Optional.empty(),
            new KeyPolicy.Cache(10, TTL, state.stale(), RING),
            Duration.ofSeconds(20),
            nanos::get,
            background::add);
    if (state.cached() != Cached.ABSENT) {
      keys.sealing(ACME).release();
      nanos.addAndGet(state.cached().age.toNanos());
    }
    change(state.table(), before);
    kms.failure = state.kms().failure();
    kms.givesAnother = state.kms() == Kms.GIVES_ANOTHER_KEY;
    return keys;
  }

  private void change(Table to, TenantRing before) {
    TenantRing ring = table.ring(ACME);
    KeyRow row = ring.keys().get(0);
    switch (to) {
      case ACTIVE -> table.rings.put(ACME, ring);
      case RETIRED, DESTROYED ->
          table.rings.put(
              ACME, ring.with(List.of(row.become(KeyState.valueOf(to.name()), Instant.EPOCH))));
      case PENDING -> table.rings.put(ACME, ring.with(List.of(pending(row))));
      case NO_SUCH_VERSION -> table.rings.put(ACME, ring.with(List.of()));
      case SUSPENDED -> table.rings.put(ACME, ring.with(TenantState.SUSPENDED));
      case UNPROVISIONED -> table.rings.remove(ACME);
      case SET_BACK -> table.rings.put(ACME, before);
      case BROKEN_SEAL -> table.failure = Optional.of(ErrorCode.TC036);
      case OUT -> table.failure = Optional.of(ErrorCode.TC030);
    }
  }

  private static KeyRow pending(KeyRow row) {
    return new KeyRow(
        row.purpose(),
        row.version(),
        row.id(),
        KeyState.PENDING,
        row.copies(),
        row.check(),
        row.created(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<ErrorCode> use(CachedDataKeys keys, State state) {
    try {
      (state.seals() ? keys.sealing(ACME) : keys.opening(ACME, 1)).release();
      return Optional.empty();
    } catch (TenantCryptException e) {
      return Optional.of(e.code());
    }
  }
}
