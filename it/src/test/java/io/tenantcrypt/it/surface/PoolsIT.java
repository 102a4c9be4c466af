package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.RawInspector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several threads borrow from each pool for one tenant after another, by each kind of binding, with
 * all statement caches on. {@code mvn verify} makes a few thousand checkouts; {@code mvn -Ppools
 * verify} a million. Most of them go to PostgreSQL.
 */
class PoolsIT {

  private static final int CHECKOUTS = Integer.getInteger("pools.checkouts", 6_000);
  private static final int THREADS = 4;

  private static final Map<Connector, PooledDatabase> DATABASES = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      DATABASES.put(connector, PooledDatabase.over(connector.fresh(connector.database("pools"))));
    }
  }

  private static PooledDatabase database(Connector connector) {
    return Objects.requireNonNull(DATABASES.get(connector));
  }

  @AfterAll
  static void nothingIsInPlaintext() throws Exception {
    PooledDatabase onPostgres = database(Connector.POSTGRES);
    new RawInspector(onPostgres.plainUrl()).assertNone(List.of(PooledDatabase.MARK));
  }

  static Stream<Arguments> poolsAndConnectors() {
    return Stream.of(Connector.values())
        .flatMap(
            connector -> Stream.of(PoolKind.values()).map(kind -> Arguments.of(connector, kind)));
  }

  @ParameterizedTest
  @MethodSource("poolsAndConnectors")
  void checkouts_alternatingAmongTenants_neverShowAnothersRows(Connector connector, PoolKind kind)
      throws Exception {
    int share = CHECKOUTS / PoolKind.values().length / Binding.values().length / THREADS;
    int each = connector == Connector.POSTGRES ? share : Math.max(12, share / 10);
    for (Binding binding : Binding.values()) {
      if (binding != Binding.INIT_SQL || kind.hasInitSql()) {
        borrow(connector, kind, binding, each);
      }
    }
  }

  /** Prepared on the server from the first execution on, and kept by the real driver. */
  private static String url(Connector connector, PoolKind kind, Binding binding, String tenant) {
    String url = database(connector).url(binding.settings(tenant));
    return switch (connector) {
      case POSTGRES -> connector.with(url, "prepareThreshold=1");
      case MARIADB -> connector.with(url, "useServerPrepStmts=true", "cachePrepStmts=true");
      // A physical connection of MySQL's is reset for each borrower, and its cache forgets that.
      case MYSQL ->
          connector.with(
              url, "useServerPrepStmts=true", "cachePrepStmts=" + !kind.poolsPhysicalOnes());
      case H2 -> url;
    };
  }

  private static void borrow(Connector connector, PoolKind kind, Binding binding, int each)
      throws Exception {
    Map<String, DataSource> pools = new HashMap<>();
    List<AutoCloseable> open = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long begun = System.nanoTime();
    try {
      for (String tenant : PooledDatabase.TENANTS) {
        if (binding.ownPools() || pools.isEmpty()) {
          PoolKind.Pool pool =
              kind.open(
                  url(connector, kind, binding, tenant),
                  binding.properties(tenant),
                  binding.ownPools() ? 1 : THREADS - 1,
                  binding.initSql(tenant));
          open.add(pool);
          pools.put(tenant, pool.source());
        } else {
          pools.put(tenant, pools.values().iterator().next());
        }
      }
      List<Future<Borrower>> borrowers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        borrowers.add(threads.submit(new Borrower(binding, pools, i, each)));
      }
      int done = 0;
      int reads = 0;
      int refusals = 0;
      int leftovers = 0;
      for (Future<Borrower> borrower : borrowers) {
        Borrower finished = borrower.get();
        done += finished.done;
        reads += finished.reads;
        refusals += finished.refusals;
        leftovers += finished.leftovers;
      }
      assertThat(done).isEqualTo(THREADS * each);
      assertThat(reads).isGreaterThan(done / 2);
      assertThat(refusals).isPositive();
      assertThat(leftovers).isPositive();
      System.out.printf(
          "POOLS: %s %s %s: %d checkouts, %d rows read, %d refusals, %d bindings or transactions left"
              + " behind, %d ms%n",
          connector,
          kind,
          binding,
          done,
          reads,
          refusals,
          leftovers,
          (System.nanoTime() - begun) / 1_000_000);
    } finally {
      threads.shutdownNow();
      for (AutoCloseable pool : open) {
        pool.close();
      }
    }
  }
}
