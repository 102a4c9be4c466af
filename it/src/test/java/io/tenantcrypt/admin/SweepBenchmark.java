package io.tenantcrypt.admin;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.protect.Resealer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How many rows a second a sweep seals anew, beside the same reading and updating without
 * cryptography: the same statements, batches and comparisons on a copy of the table, with the old
 * cell's bytes under another header. {@code mvn -Pbenchmarks -Dbench.only=sweep}; {@code
 * sweep.rows} rows of four cells each.
 */
final class SweepBenchmark {

  private static final int ROWS = Integer.getInteger("sweep.rows", 120_000);
  private static final int STEP = 500;
  private static final int ROUNDS = 3;
  private static final int CELLS = 4;

  private SweepBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    if (!"sweep".matches(System.getProperty("bench.only", ".*"))) {
      return;
    }
    try (SweepStore store = SweepStore.create(SweepStore.Kind.POSTGRESQL, "sweep_bench")) {
      fill(store);
      System.out.println(
          "| round | without cryptography, rows/s | ours, rows/s | ours : without |");
      System.out.println("|---|---|---|---|");
      double sum = 0;
      for (int round = 0; round <= ROUNDS; round++) {
        int version = store.rotate(SweepStore.ACME);
        double plain = plain(store, version);
        double ours = ours(store, version);
        // The first one warms up.
        if (round > 0) {
          sum += ours / plain;
          System.out.printf("| %d | %,.0f | %,.0f | %.2f |%n", round, plain, ours, ours / plain);
        }
      }
      System.out.printf(
          "%nSweep of %,d rows (%,d cells), mean of %d rounds: %.2f%n",
          ROWS, (long) ROWS * CELLS, ROUNDS, sum / ROUNDS);
    }
    System.exit(0);
  }

  private static void fill(SweepStore store) throws Exception {
    Random random = new Random(1);
    AsTenant.run(
        "acme",
        () -> {
          try (Connection connection = store.connect();
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into note (id, body, tag, memo, score) values (?, ?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= ROWS; i++) {
              insert.setLong(1, i);
              insert.setString(2, "body of a note, some forty characters " + random.nextInt());
              insert.setString(3, "tag " + random.nextInt(1_000));
              insert.setString(4, "memo " + random.nextLong());
              insert.setInt(5, random.nextInt());
              insert.addBatch();
              if (i % 1_000 == 0 || i == ROWS) {
                insert.executeBatch();
                connection.commit();
              }
            }
          }
        });
    try (Connection raw = store.raw()) {
      SweepStore.run(
          raw,
          "create table note_plain (like note including all)",
          "insert into note_plain select * from note");
    }
  }

  private static void settle(SweepStore store, String table) throws SQLException {
    try (Connection raw = store.raw()) {
      SweepStore.run(raw, "vacuum analyze " + table, "checkpoint");
    }
  }

  private static double ours(SweepStore store, int version) throws SQLException {
    settle(store, "note");
    SweptTable table = store.table(SweepStore.ACME, "note");
    long begun = System.nanoTime();
    int rows = 0;
    try (CellSweep sweep = store.sweep(SweepStore.ACME)) {
      Optional<KeyRange> left = Optional.of(KeyRange.ALL);
      while (left.isPresent()) {
        SweepStep step = sweep.step(table, version, left.get(), STEP);
        rows += step.scanned();
        require(step.resealed() == step.scanned() * CELLS);
        left = step.next().map(KeyRange.ALL::from);
      }
    }
    require(rows == ROWS);
    return rows * 1e9 / (System.nanoTime() - begun);
  }

  private static double plain(SweepStore store, int version) throws SQLException {
    settle(store, "note_plain");
    SweptTable like = store.table(SweepStore.ACME, "note");
    SweptTable table =
        new SweptTable(
            like.label(),
            like.from().replace("\"note\"", "\"note_plain\""),
            like.tenant(),
            like.key(),
            like.cells(),
            like.kept());
    SweepSql sql = new SweepSql(SweepDialect.POSTGRESQL, table, version);
    long begun = System.nanoTime();
    int rows = 0;
    try (Connection raw = store.raw()) {
      raw.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      Optional<KeyRange> left = Optional.of(KeyRange.ALL);
      while (left.isPresent()) {
        List<SweptRow> batch = read(raw, table, sql, left.get(), version);
        rows += batch.size();
        update(raw, sql, batch);
        left =
            batch.size() < STEP
                ? Optional.empty()
                : Optional.of(KeyRange.ALL.from(batch.get(batch.size() - 1).key()));
      }
    }
    require(rows == ROWS);
    return rows * 1e9 / (System.nanoTime() - begun);
  }

  private static List<SweptRow> read(
      Connection raw, SweptTable table, SweepSql sql, KeyRange range, int version)
      throws SQLException {
    List<SweptRow> rows = new ArrayList<>();
    try (PreparedStatement statement = raw.prepareStatement(sql.select(range))) {
      sql.bindSelect(statement, range, STEP);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          KeyPosition key =
              KeyPosition.of(table.key(), List.of(table.key().get(0).kind().read(row, 1)));
          List<Optional<Object>> old = new ArrayList<>();
          List<Optional<Object>> fresh = new ArrayList<>();
          for (int i = 0; i < table.cells().size(); i++) {
            ProtectedColumn column = table.cells().get(i).column();
            byte[] head = Resealer.head(column, version);
            if (column.storage() == ColumnPolicy.Storage.TEXT) {
              String cell = row.getString(i + 2);
              old.add(Optional.of(cell));
              fresh.add(
                  Optional.of(
                      new String(head, java.nio.charset.StandardCharsets.US_ASCII)
                          + cell.substring(head.length)));
            } else {
              byte[] cell = row.getBytes(i + 2);
              byte[] other = cell.clone();
              System.arraycopy(head, 0, other, 0, head.length);
              old.add(Optional.of(cell));
              fresh.add(Optional.of(other));
            }
          }
          rows.add(new SweptRow(key, old, fresh));
        }
      }
    }
    return rows;
  }

  private static void update(Connection raw, SweepSql sql, List<SweptRow> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    raw.setAutoCommit(false);
    try (Statement begin = raw.createStatement();
        PreparedStatement update = raw.prepareStatement(sql.update())) {
      begin.execute("set local lock_timeout = 1000");
      for (SweptRow row : rows) {
        sql.bindUpdate(update, row);
        update.addBatch();
      }
      for (int count : update.executeBatch()) {
        require(count == 1);
      }
      raw.commit();
    }
    raw.setAutoCommit(true);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("The sweep did not do what is measured");
    }
  }
}
