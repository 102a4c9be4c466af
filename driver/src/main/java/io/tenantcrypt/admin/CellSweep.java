package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.protect.Resealer;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals a tenant's cells anew under the version that seals now, by statements of ours past the
 * driver, over a connection of its own. For one thread; several may sweep a table at once.
 *
 * <p>It reads without a lock, and writes a row only if every cell that it replaces is still what it
 * read, byte for byte: whoever was quicker wins, and nothing of theirs is lost. A transaction lasts
 * for one batch of updates. It waits for nobody who may wait for it: of several rows it takes those
 * that nobody has locked, and it waits, for a moment, only where it holds nothing else.
 *
 * <p>What a sweep does to a row is an UPDATE: triggers on it fire, and a column that the server
 * itself sets at updates is kept as it is. A row that the database refuses to update, for a
 * constraint that it violates already or by a trigger, is left and reported; one that a trigger
 * keeps without a word stays too, and {@link #remaining} counts both.
 */
final class CellSweep implements AutoCloseable {

  /** How long an update waits for somebody else's lock while the sweep holds none itself. */
  private static final Duration WAIT = Duration.ofMillis(300);

  /** How often rows that somebody else changed meanwhile are read again at once. */
  private static final int ROUNDS = 3;

  /** What ends the sweep of one cell, and of no other. */
  private static final Set<ErrorCode> UNREADABLE =
      EnumSet.of(ErrorCode.TC020, ErrorCode.TC021, ErrorCode.TC034, ErrorCode.TC040);

  private final Connection raw;
  private final SweepDialect dialect;
  private final DataKeys keys;
  private final TenantId tenant;

  private CellSweep(Connection raw, SweepDialect dialect, DataKeys keys, TenantId tenant) {
    this.raw = raw;
    this.dialect = dialect;
    this.keys = keys;
    this.tenant = tenant;
  }

  /**
   * A sweep of one tenant's cells.
   *
   * @param raw the real driver's, for this sweep alone, in autocommit; closed with it
   * @param tenant whose cells; the platform's for tables that all tenants share
   */
  static CellSweep open(Connection raw, DataKeys keys, TenantId tenant) throws SQLException {
    SweepDialect dialect = SweepDialect.of(raw);
    raw.setAutoCommit(true);
    raw.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    dialect.prepare(raw, WAIT);
    return new CellSweep(raw, dialect, keys, tenant);
  }

  /**
   * How many cells are not under a version, plaintext among them; counted by the server, without a
   * key.
   */
  long remaining(SweptTable table, int version) throws SQLException {
    SweepSql sql = new SweepSql(dialect, table, version);
    try (PreparedStatement statement = raw.prepareStatement(sql.count())) {
      sql.bindCount(statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Ranges of about so many rows each, that together are the whole table whatever is added to it
   * meanwhile.
   */
  List<KeyRange> split(SweptTable table, long rowsPerRange) throws SQLException {
    if (rowsPerRange < 1) {
      throw new IllegalArgumentException("A range has at least one row");
    }
    if (table.key().isEmpty()) {
      return List.of(KeyRange.ALL);
    }
    List<KeyRange> ranges = new ArrayList<>();
    Optional<KeyPosition> after = Optional.empty();
    SweepSql sql = new SweepSql(dialect, table, 1);
    try (PreparedStatement statement = raw.prepareStatement(sql.boundaries())) {
      sql.bindBoundaries(statement, rowsPerRange);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Optional<KeyPosition> upTo = Optional.of(key(table, rows));
          ranges.add(new KeyRange(after, upTo));
          after = upTo;
        }
      }
    }
    ranges.add(new KeyRange(after, Optional.empty()));
    return List.copyOf(ranges);
  }

  private static KeyPosition key(SweptTable table, ResultSet row) throws SQLException {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      values.add(table.key().get(i).kind().read(row, i + 1));
    }
    return KeyPosition.of(table.key(), values);
  }

  /**
   * Seals the cells of the next rows of a range.
   *
   * @param version the version that seals now
   * @param limit how many rows at most
   * @throws TenantCryptException TC031 if another version seals, or if this one ceased to between
   *     sealing and writing; else as the keys answer
   */
  SweepStep step(SweptTable table, int version, KeyRange range, int limit) throws SQLException {
    if (limit < 1) {
      throw new IllegalArgumentException("A step is over at least one row");
    }
    Step step = new Step(table, version, range, limit);
    try (Resealer resealer = Resealer.open(keys, tenant, version)) {
      for (int round = 0; round < ROUNDS && step.round(resealer); round++) {
        // Rows that were lost are read again.
      }
    }
    return step.done();
  }

  @Override
  public void close() throws SQLException {
    raw.close();
  }

  /** One step under way. */
  private final class Step {
    private final SweptTable table;
    private final SweepSql sql;
    private final int version;
    private final int limit;
    private final List<Quarantined> quarantined = new ArrayList<>();
    private final Set<String> apart = new HashSet<>();
    private KeyRange range;
    private boolean first = true;
    private boolean held;
    private int scanned;
    private int resealed;
    private int lost;
    private @Nullable KeyPosition last;

    Step(SweptTable table, int version, KeyRange range, int limit) {
      this.table = table;
      this.sql = new SweepSql(dialect, table, version);
      this.version = version;
      this.range = range;
      this.limit = limit;
    }

    /** Whether another round may find rows that this one lost. */
    boolean round(Resealer resealer) throws SQLException {
      List<SweptRow> rows = read(resealer);
      lost = first ? write(rows, resealer) : writeEach(rows, resealer);
      if (first && last != null) {
        range = new KeyRange(range.after(), Optional.of(last)); // not beyond this step's rows
      }
      first = false;
      return lost > 0 && !held; // nobody waits twice for whoever holds a lock
    }

    private List<SweptRow> read(Resealer resealer) throws SQLException {
      List<SweptRow> rows = new ArrayList<>();
      try (PreparedStatement statement = raw.prepareStatement(sql.select(range))) {
        sql.bindSelect(statement, range, limit);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            KeyPosition key = key(table, row);
            if (first) {
              scanned++;
              last = key;
            }
            SweptRow sealed = sealed(key, row, resealer);
            if (sealed.cells() > 0) {
              rows.add(sealed);
            }
          }
        }
      }
      return rows;
    }

    private SweptRow sealed(KeyPosition key, ResultSet row, Resealer resealer) throws SQLException {
      List<Optional<Object>> old = new ArrayList<>();
      List<Optional<Object>> fresh = new ArrayList<>();
      for (int i = 0; i < table.cells().size(); i++) {
        ProtectedColumn column = table.cells().get(i).column();
        Optional<Object> cell = cell(row, table.key().size() + i + 1, column);
        Optional<Object> again = cell.flatMap(c -> resealed(column, key, c, resealer));
        fresh.add(again);
        old.add(again.isPresent() ? cell : Optional.empty());
      }
      return new SweptRow(key, old, fresh);
    }

    private Optional<Object> resealed(
        ProtectedColumn column, KeyPosition key, Object cell, Resealer resealer) {
      if (Resealer.isUnder(cell, Resealer.head(column, version))) {
        return Optional.empty();
      }
      try {
        return Optional.of(resealer.reseal(column, cell));
      } catch (TenantCryptException e) {
        if (!UNREADABLE.contains(e.code())) {
          throw e;
        }
        quarantine(column, key, e.code());
        return Optional.empty();
      }
    }

    private void quarantine(ProtectedColumn column, KeyPosition key, ErrorCode code) {
      if (apart.add(column.column() + "," + key.text())) {
        quarantined.add(new Quarantined(table.label(), column.column(), key, code));
      }
    }

    /** Writes in one transaction if the database lets it; gives how many rows were lost. */
    private int write(List<SweptRow> rows, Resealer resealer) throws SQLException {
      if (rows.isEmpty()) {
        return 0;
      }
      try {
        return writeAtOnce(rows, resealer);
      } catch (SQLException e) {
        if (dialect.isContended(e)) {
          held = true;
          return rows.size();
        }
        if (!dialect.isRefusedRow(e)) {
          throw e;
        }
      }
      if (rows.size() == 1) {
        refused(rows.get(0));
        return 0;
      }
      return writeEach(rows, resealer);
    }

    /**
     * Writes each row in a transaction of its own, until somebody's lock was waited for in vain.
     */
    private int writeEach(List<SweptRow> rows, Resealer resealer) throws SQLException {
      int missed = 0;
      for (SweptRow row : rows) {
        missed += held ? 1 : write(List.of(row), resealer);
      }
      return missed;
    }

    /** A row that violates a constraint already, or that a trigger keeps. */
    private void refused(SweptRow row) {
      for (int i = 0; i < table.cells().size(); i++) {
        if (row.resealed(i).isPresent()) {
          quarantine(table.cells().get(i).column(), row.key(), ErrorCode.TC041);
        }
      }
    }

    private int writeAtOnce(List<SweptRow> rows, Resealer resealer) throws SQLException {
      raw.setAutoCommit(false);
      try (Statement begin = raw.createStatement();
          PreparedStatement update = raw.prepareStatement(sql.update())) {
        dialect.begin(begin, WAIT);
        List<SweptRow> mine = rows.size() == 1 ? rows : locked(rows);
        for (SweptRow row : mine) {
          sql.bindUpdate(update, row);
          update.addBatch();
        }
        if (!resealer.maySend()) {
          throw notSealing();
        }
        int[] counts = mine.isEmpty() ? new int[0] : update.executeBatch();
        raw.commit();
        return rows.size() - mine.size() + count(mine, counts);
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      } finally {
        raw.setAutoCommit(true);
      }
    }

    /** Locks those of the rows that nobody else has locked and that are still to be written. */
    private List<SweptRow> locked(List<SweptRow> rows) throws SQLException {
      KeyRange over = new KeyRange(range.after(), Optional.of(rows.get(rows.size() - 1).key()));
      Set<String> free = new HashSet<>();
      try (PreparedStatement statement = raw.prepareStatement(sql.lock(over))) {
        sql.bindSelect(statement, over, limit);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            free.add(key(table, row).text());
          }
        }
      }
      return rows.stream().filter(row -> free.contains(row.key().text())).toList();
    }

    private void rollBack(Exception cause) {
      try {
        raw.rollback();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }

    private int count(List<SweptRow> rows, int[] counts) {
      int missed = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 1) {
          resealed += rows.get(i).cells();
        } else {
          missed++; // or written, and the driver does not say so: then the next look finds nothing
        }
      }
      return missed;
    }

    SweepStep done() {
      boolean more = scanned == limit && !table.key().isEmpty();
      return new SweepStep(
          scanned,
          resealed,
          lost,
          quarantined,
          more ? Optional.ofNullable(last) : Optional.empty());
    }

    private TenantCryptException notSealing() {
      return new TenantCryptException(
          ErrorCode.TC031,
          "Version "
              + version
              + " of the data key of tenant "
              + tenant
              + " ceased to seal, or is not known to seal any more, before a batch of table "
              + table.label()
              + " was written. Nothing of it was. Run the step again.");
    }
  }

  private static Optional<Object> cell(ResultSet row, int position, ProtectedColumn column)
      throws SQLException {
    return column.storage() == ColumnPolicy.Storage.TEXT
        ? Optional.ofNullable(row.getString(position))
        : Optional.ofNullable(row.getBytes(position));
  }
}
