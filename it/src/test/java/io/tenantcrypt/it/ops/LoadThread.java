package io.tenantcrypt.it.ops;

import io.tenantcrypt.it.AsTenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * One thread of the load. Nobody else writes its rows, and it keeps beside what it last wrote of
 * each: what it reads is held against that, and a write must find what it last wrote.
 */
final class LoadThread implements Callable<Boolean> {

  static final int ROWS = 40;

  /** So often it tries a tenant that is gone before it leaves it to the last look. */
  private static final int REFUSALS = 200;

  private final DataSource pool;
  private final List<LoadTenant> tenants;
  private final int from;
  private final Supplier<String> phase;
  private final AtomicBoolean over;
  private final AtomicLong statements;
  private final int[][] changes;

  /**
   * One that works until it is over.
   *
   * @param from the first of its rows
   * @param phase how what is going on now is called
   * @param statements counted here
   */
  LoadThread(
      DataSource pool,
      List<LoadTenant> tenants,
      int from,
      Supplier<String> phase,
      AtomicBoolean over,
      AtomicLong statements) {
    this.pool = pool;
    this.tenants = tenants;
    this.from = from;
    this.phase = phase;
    this.over = over;
    this.statements = statements;
    this.changes = new int[tenants.size()][ROWS];
  }

  /** Whether all was as it should be. */
  @Override
  public Boolean call() {
    Random random = new Random(from);
    try {
      while (!over.get()) {
        int t = random.nextInt(tenants.size());
        LoadTenant tenant = tenants.get(t);
        if (tenant.refusals() < REFUSALS) {
          int row = random.nextInt(ROWS);
          int other = random.nextInt(ROWS);
          int what = random.nextInt(3);
          operate(
              tenant,
              connection -> {
                if (what == 0) {
                  two(connection, tenant.id(), row, other, changes[t]);
                } else if (what == 1) {
                  change(connection, tenant.id(), row, changes[t]);
                } else {
                  check(connection, tenant.id(), row, changes[t]);
                }
              });
        }
      }
      for (int t = 0; t < tenants.size(); t++) {
        int[] last = changes[t];
        String id = tenants.get(t).id();
        for (int i = 0; i < ROWS; i++) {
          int row = i;
          operate(tenants.get(t), connection -> check(connection, id, row, last));
        }
      }
      return true;
    } catch (Exception | AssertionError e) {
      System.out.println("FAILED in phase " + phase.get() + ": " + e + " " + where(e));
      over.set(true);
      return false;
    }
  }

  private static List<StackTraceElement> where(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .filter(at -> at.getClassName().startsWith("io.tenantcrypt"))
        .toList();
  }

  /** What is done over one connection. */
  private interface Operation {
    void run(Connection connection) throws SQLException;
  }

  private void operate(LoadTenant tenant, Operation operation) throws Exception {
    String now = phase.get();
    boolean gone = tenant.isGone();
    long begun = System.nanoTime();
    try {
      AsTenant.run(
          tenant.id(),
          () -> {
            try (Connection connection = pool.getConnection()) {
              operation.run(connection);
            }
          });
    } catch (SQLException e) {
      tenant.failed(e);
      return;
    }
    tenant.worked(gone);
    tenant.latencies().add(now, System.nanoTime() - begun);
  }

  /** Two rows in one transaction, in any order. */
  private void two(Connection connection, String tenant, int one, int other, int[] last)
      throws SQLException {
    connection.setAutoCommit(false);
    int[] next = last.clone();
    change(connection, tenant, one, next);
    change(connection, tenant, other, next);
    connection.commit();
    System.arraycopy(next, 0, last, 0, next.length);
  }

  private void change(Connection connection, String tenant, int row, int[] last)
      throws SQLException {
    statements.incrementAndGet();
    int id = from + row;
    try (PreparedStatement update =
        connection.prepareStatement("update patient set ssn = ?, n = ? where id = ? and n = ?")) {
      update.setString(1, LoadClient.value(tenant, id, last[row] + 1));
      update.setInt(2, last[row] + 1);
      update.setInt(3, id);
      update.setInt(4, last[row]);
      if (update.executeUpdate() != 1) {
        throw new AssertionError("An update of " + tenant + "/" + id + " was lost");
      }
    }
    last[row]++;
  }

  private void check(Connection connection, String tenant, int row, int[] last)
      throws SQLException {
    statements.incrementAndGet();
    int id = from + row;
    try (PreparedStatement query =
        connection.prepareStatement("select ssn, n from patient where id = ?")) {
      query.setInt(1, id);
      String expected = last[row] + " " + LoadClient.value(tenant, id, last[row]);
      try (ResultSet rows = query.executeQuery()) {
        String found = rows.next() ? rows.getInt(2) + " " + rows.getString(1) : "nothing";
        if (!found.equals(expected)) {
          throw new AssertionError("Not " + expected + " was read, but " + found);
        }
      }
    }
  }
}
