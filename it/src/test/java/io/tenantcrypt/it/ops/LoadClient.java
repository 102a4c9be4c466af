package io.tenantcrypt.it.ops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.AsTenant;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application in a process of its own, which changes and reads rows of several tenants until its
 * standard input ends. Each of its threads has rows that nobody else writes, and keeps beside what
 * it last wrote of each; what it reads is held against that, and a write must find what it last
 * wrote.
 *
 * <p>Prints {@code LOAD statements=… refused=…}, {@code P99 tenant micros} for each tenant, and
 * each failure.
 */
final class LoadClient {

  static final int ROWS_PER_THREAD = 40;

  private final HikariDataSource pool;
  private final List<String> tenants;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong statements = new AtomicLong();
  private final List<Latencies> latencies = new ArrayList<>();

  private LoadClient(HikariDataSource pool, List<String> tenants) {
    this.pool = pool;
    this.tenants = tenants;
  }

  /** What is written of a row when it was changed so often. */
  static String value(String tenant, int id, int changes) {
    return tenant + "/" + id + "/" + changes;
  }

  /**
   * Runs it.
   *
   * @param args the driver's URL; the first row's id; how many threads; tenants
   */
  public static void main(String[] args) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(args[0]);
    int first = Integer.parseInt(args[1]);
    int threads = Integer.parseInt(args[2]);
    config.setMaximumPoolSize(threads);
    List<String> tenants = List.of(args).subList(3, args.length);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      LoadClient client = new LoadClient(pool, tenants);
      boolean sound = client.run(first, threads);
      System.exit(sound ? 0 : 1);
    }
  }

  private boolean run(int first, int threads) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<Boolean>> workers = new ArrayList<>();
    tenants.forEach(tenant -> latencies.add(new Latencies(tenant)));
    for (int i = 0; i < threads; i++) {
      int from = first + i * ROWS_PER_THREAD;
      workers.add(executor.submit(() -> work(from)));
    }
    System.out.println("READY");
    // Whoever started this process ends it by closing its input.
    System.in.transferTo(OutputStream.nullOutputStream());
    over.set(true);
    boolean sound = true;
    for (Future<Boolean> worker : workers) {
      sound &= worker.get();
    }
    executor.shutdown();
    System.out.println("LOAD statements=" + statements);
    latencies.forEach(System.out::println);
    return sound;
  }

  private boolean work(int from) {
    Random random = new Random(from);
    int[][] changes = new int[tenants.size()][ROWS_PER_THREAD];
    try {
      while (!over.get()) {
        int t = random.nextInt(tenants.size());
        int row = random.nextInt(ROWS_PER_THREAD);
        long begun = System.nanoTime();
        if (random.nextInt(3) == 0) {
          two(tenants.get(t), from, row, random.nextInt(ROWS_PER_THREAD), changes[t]);
        } else {
          one(tenants.get(t), from + row, changes[t], row, random.nextBoolean());
        }
        latencies.get(t).add(System.nanoTime() - begun);
      }
      for (int t = 0; t < tenants.size(); t++) {
        for (int row = 0; row < ROWS_PER_THREAD; row++) {
          one(tenants.get(t), from + row, changes[t], row, false);
        }
      }
      return true;
    } catch (Exception | AssertionError e) {
      System.out.println("FAILED " + e);
      over.set(true);
      return false;
    }
  }

  private void one(String tenant, int id, int[] changes, int row, boolean write) throws Exception {
    AsTenant.run(
        tenant,
        () -> {
          try (Connection connection = pool.getConnection()) {
            if (write) {
              change(connection, tenant, id, changes, row);
            } else {
              check(connection, tenant, id, changes[row]);
            }
          }
        });
  }

  /** Two rows in one transaction, in any order. */
  private void two(String tenant, int from, int one, int other, int[] changes) throws Exception {
    AsTenant.run(
        tenant,
        () -> {
          try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            int[] next = changes.clone();
            change(connection, tenant, from + one, next, one);
            change(connection, tenant, from + other, next, other);
            connection.commit();
            System.arraycopy(next, 0, changes, 0, next.length);
          }
        });
  }

  private void change(Connection connection, String tenant, int id, int[] changes, int row)
      throws SQLException {
    statements.incrementAndGet();
    try (PreparedStatement update =
        connection.prepareStatement("update patient set ssn = ?, n = ? where id = ? and n = ?")) {
      update.setString(1, value(tenant, id, changes[row] + 1));
      update.setInt(2, changes[row] + 1);
      update.setInt(3, id);
      update.setInt(4, changes[row]);
      if (update.executeUpdate() != 1) {
        throw new AssertionError("An update of " + tenant + "/" + id + " was lost");
      }
    }
    changes[row]++;
  }

  private void check(Connection connection, String tenant, int id, int changes)
      throws SQLException {
    statements.incrementAndGet();
    try (PreparedStatement query =
        connection.prepareStatement("select ssn, n from patient where id = ?")) {
      query.setInt(1, id);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()
            || rows.getInt(2) != changes
            || !value(tenant, id, changes).equals(rows.getString(1))) {
          throw new AssertionError("Row " + tenant + "/" + id + " is not what was written last");
        }
      }
    }
  }

  /** How long a tenant's operations took. */
  private static final class Latencies {
    private final String tenant;
    private final List<Long> nanos = new ArrayList<>();

    Latencies(String tenant) {
      this.tenant = tenant;
    }

    synchronized void add(long each) {
      nanos.add(each);
    }

    @Override
    public synchronized String toString() {
      List<Long> sorted = nanos.stream().sorted().toList();
      return "P99 "
          + tenant
          + " "
          + (sorted.isEmpty()
              ? 0
              : TimeUnit.NANOSECONDS.toMicros(sorted.get(sorted.size() * 99 / 100)));
    }
  }
}
