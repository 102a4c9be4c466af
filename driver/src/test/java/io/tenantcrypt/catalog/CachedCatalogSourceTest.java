package io.tenantcrypt.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachedCatalogSourceTest {

  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile Instant now = Instant.EPOCH;
  private volatile Set<String> system = Set.of("pg_class");
  private volatile @Nullable SQLException failure;
  private volatile String mark = "mark";
  private volatile boolean gone;

  private final CachedCatalogSource source = source((connection, version) -> snapshot(version));

  private CachedCatalogSource source(CatalogReader reader) {
    return new CachedCatalogSource(
        this::connection, reader, CachedCatalogSource.DEFAULT_MAX_AGE, () -> now);
  }

  private CatalogSnapshot snapshot(long version) throws SQLException {
    SQLException e = failure;
    if (e != null) {
      throw e; // as on a connection that was kept and has gone
    }
    reads.incrementAndGet();
    return new CatalogSnapshot(version, Map.of(), system, Set.of(), Map.of());
  }

  private Connection connection() throws SQLException {
    SQLException e = failure;
    if (e != null) {
      throw e;
    }
    open.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              assertThat(method.getName()).isEqualTo("close");
              if (gone) {
                throw new SQLException("gone", "08003");
              }
              open.decrementAndGet();
              return null;
            });
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void current_withinHalfTheBound_readsOnce() {
    source.current();
    pass(Duration.ofMillis(500));
    assertThat(source.current().version()).isEqualTo(1);
    assertThat(reads).hasValue(1);
    assertThat(open).hasValue(0);
  }

  @Test
  void current_beyondTheBound_readsAgain() {
    source.current();
    pass(Duration.ofMillis(1_001));
    source.current();
    assertThat(reads).hasValue(2);
  }

  @Test
  void current_fromHalfTheBoundOn_readsAhead() {
    source.current();
    pass(Duration.ofMillis(600));
    source.current();
    source.current();
    assertThat(reads).hasValue(2);
  }

  /** Whoever closes it may be about to open a connection to another database. */
  @Test
  void close_ofAConnectionThatIsGone_isNobodysFailure() {
    source.current();
    pass(Duration.ofMillis(1_001));
    source.current();
    assertThat(open).hasValue(1);
    gone = true;
    source.close();
    assertThat(open).hasValue(1);
  }

  @Test
  void version_whileTheContentIsTheSame_stays() {
    CatalogSnapshot first = source.refresh();
    assertThat(source.refresh()).isSameAs(first);
    assertThat(reads).hasValue(2);
  }

  @Test
  void version_whenTheContentDiffers_risesByOne() {
    source.refresh();
    system = Set.of("pg_class", "pg_type");
    assertThat(source.refresh().version()).isEqualTo(2);
  }

  @Test
  void failure_isNotHidden_andTheNextCallTriesAgain() {
    source.current();
    failure = new SQLException("no", "42501");
    pass(Duration.ofMillis(1_001));
    assertThatThrownBy(source::current)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC041))
        .hasMessageContaining("42501")
        .hasMessageContaining("GRANT SELECT");
    failure = null;
    assertThat(source.current().version()).isPositive();
  }

  @Test
  void version_afterAFailure_isNotUsedTwice() {
    source.refresh();
    system = Set.of("pg_class", "pg_type");
    assertThat(source.refresh().version()).isEqualTo(2);
    failure = new SQLException("no", "57P01");
    assertThatThrownBy(source::refresh).isInstanceOf(TenantCryptException.class);
    failure = null;
    system = Set.of();
    assertThat(source.refresh().version()).isEqualTo(3);
  }

  @Test
  void fingerprint_whileItStays_sparesTheReading() {
    CachedCatalogSource cheap = source(fingerprinted());
    CatalogSnapshot first = cheap.refresh();
    system = Set.of("pg_class", "pg_type");
    assertThat(cheap.refresh()).isSameAs(first);
    assertThat(reads).hasValue(1);

    mark = "other";
    assertThat(cheap.refresh().version()).isEqualTo(2);
    assertThat(reads).hasValue(2);
  }

  @Test
  void connection_whileOneLookFollowsTheOther_isKept_andClosedAfterAPause() {
    CachedCatalogSource cheap = source(fingerprinted());
    cheap.refresh();
    assertThat(open).hasValue(0);
    cheap.refresh();
    assertThat(open).hasValue(1);
    pass(Duration.ofMinutes(1));
    cheap.current();
    assertThat(open).hasValue(0);
    cheap.refresh();
    cheap.close();
    assertThat(open).hasValue(0);
  }

  @Test
  void connection_thatWasKeptAndHasGone_isReplacedInSilence() {
    boolean[] gone = {false};
    CachedCatalogSource cheap =
        source(
            (connection, version) -> {
              if (gone[0]) {
                gone[0] = false;
                throw new SQLException("no", "57P01");
              }
              return snapshot(version);
            });
    cheap.refresh();
    cheap.refresh();
    gone[0] = true;
    assertThat(cheap.refresh().version()).isEqualTo(1);
    assertThat(open).hasValue(1);
  }

  @Test
  void bound_whereALookTakesLong_growsToTenSecondsAtMost() {
    CachedCatalogSource slow =
        source(
            new CatalogReader() {
              @Override
              public CatalogSnapshot read(Connection connection, long version) throws SQLException {
                return snapshot(version);
              }

              @Override
              public String fingerprint(Connection connection) {
                pass(Duration.ofSeconds(1));
                return "f" + reads.get();
              }
            });
    slow.refresh();
    pass(Duration.ofSeconds(4));
    slow.current();
    assertThat(reads).hasValue(1);
    pass(Duration.ofSeconds(7));
    slow.current();
    assertThat(reads).hasValue(2);
  }

  private CatalogReader fingerprinted() {
    return new CatalogReader() {
      @Override
      public CatalogSnapshot read(Connection connection, long version) throws SQLException {
        return snapshot(version);
      }

      @Override
      public String fingerprint(Connection connection) {
        return mark;
      }
    };
  }

  @Test
  void refresh_whileAnotherReads_sharesTheOneAfterIt() throws Exception {
    CountDownLatch firstReads = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CachedCatalogSource slow =
        source(
            (connection, version) -> {
              if (reads.get() == 0) {
                firstReads.countDown();
                await(goOn);
              }
              return snapshot(version);
            });
    CompletableFuture<CatalogSnapshot> first = CompletableFuture.supplyAsync(slow::refresh);
    await(firstReads);
    Thread[] waiting = new Thread[8];
    for (int i = 0; i < waiting.length; i++) {
      waiting[i] = new Thread(slow::refresh);
      waiting[i].start();
      while (waiting[i].getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    goOn.countDown();
    first.get(10, TimeUnit.SECONDS);
    for (Thread thread : waiting) {
      thread.join(10_000);
    }
    // The first, and one that began after all the others had asked.
    assertThat(reads).hasValue(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
