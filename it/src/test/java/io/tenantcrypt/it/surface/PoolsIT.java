package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.RawInspector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several threads borrow from each pool for one tenant after another, by each kind of binding, with
 * all statement caches on. {@code mvn verify} makes a few thousand checkouts; {@code mvn -Ppools
 * verify} a million.
 */
class PoolsIT {

  private static final int CHECKOUTS = Integer.getInteger("pools.checkouts", 6_000);
  private static final int THREADS = 4;

  private static PooledDatabase database;

  @BeforeAll
  static void create() throws Exception {
    database = PooledDatabase.create("pools");
  }

  @AfterAll
  static void nothingIsInPlaintext() throws Exception {
    new RawInspector(database.plainUrl()).assertNone(List.of(PooledDatabase.MARK));
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void checkouts_alternatingAmongTenants_neverShowAnothersRows(PoolKind kind) throws Exception {
    int each = CHECKOUTS / PoolKind.values().length / Binding.values().length / THREADS;
    for (Binding binding : Binding.values()) {
      if (binding != Binding.INIT_SQL || kind.hasInitSql()) {
        borrow(kind, binding, each);
      }
    }
  }

  private static void borrow(PoolKind kind, Binding binding, int each) throws Exception {
    Map<String, DataSource> pools = new HashMap<>();
    List<AutoCloseable> open = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long begun = System.nanoTime();
    try {
      for (String tenant : PooledDatabase.TENANTS) {
        if (binding.ownPools() || pools.isEmpty()) {
          PoolKind.Pool pool =
              kind.open(
                  // Prepared on the server from the first execution on.
                  database.url(binding.settings(tenant)) + "&prepareThreshold=1",
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
          "POOLS: %s %s: %d checkouts, %d rows read, %d refusals, %d bindings or transactions left"
              + " behind, %d ms%n",
          kind, binding, done, reads, refusals, leftovers, (System.nanoTime() - begun) / 1_000_000);
    } finally {
      threads.shutdownNow();
      for (AutoCloseable pool : open) {
        pool.close();
      }
    }
  }
}
