package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.CatalogSource;
import io.tenantcrypt.catalog.ConnectionSource;
import io.tenantcrypt.catalog.DatabaseIdentity;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tenants' cells in the one database that the runtime works on, past the driver. */
final class DataCells implements TenantCells {

  private static final int ROWS_PER_TRANSACTION = 250;

  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  /** A tenant's tables as they were read last. */
  private record Known(TenantId tenant, List<SweptTable> tables, long read) {}

  private final ConnectionSource data;
  private final CatalogSource catalog;
  private final Policy policy;
  private final DataKeys keys;
  private final Runnable registered;
  private volatile @Nullable Known known;

  /**
   * The cells behind connections to the data's database.
   *
   * @param registered throws if the policy does not name every column that is on record as
   *     protected: cells of a column that it does not know would be taken for none
   */
  DataCells(
      ConnectionSource data,
      CatalogSource catalog,
      Policy policy,
      DataKeys keys,
      Runnable registered) {
    this.data = data;
    this.catalog = catalog;
    this.policy = policy;
    this.keys = keys;
    this.registered = registered;
  }

  /** What is done on a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T run(Connection raw) throws SQLException;
  }

  private <T> T on(Work<T> work) {
    try (Connection raw = data.open()) {
      return work.run(raw);
    } catch (SQLException e) {
      // No cause: what a database says may quote a row.
      throw new TenantCryptException(
          ErrorCode.TC030,
          "The data's database did not do what an operation on cells needs (SQLState "
              + e.getSQLState()
              + "). Look at its log.");
    }
  }

  private List<SweptTable> tables(Connection raw, TenantId tenant) throws SQLException {
    registered.run();
    List<SweptTable> tables = SweptTables.of(raw, policy, catalog.refresh(), tenant);
    known = new Known(tenant, tables, System.nanoTime());
    return tables;
  }

  /** As they were a moment ago: a table that is new since is found by the next count. */
  private List<SweptTable> knownTables(Connection raw, TenantId tenant) throws SQLException {
    Known last = known;
    return last != null
            && last.tenant().equals(tenant)
            && System.nanoTime() - last.read() < KNOWN_FOR.toNanos()
        ? last.tables()
        : tables(raw, tenant);
  }

  @Override
  public List<Range> split(TenantId tenant, long rows) {
    return on(
        raw -> {
          List<Range> ranges = new ArrayList<>();
          List<SweptTable> tables = tables(raw, tenant);
          CellSweep sweep = CellSweep.open(raw, keys, tenant);
          for (SweptTable table : tables) {
            for (KeyRange range : sweep.split(table, rows)) {
              ranges.add(
                  new Range(
                      table.label(),
                      range.after().map(KeyPosition::text),
                      range.upTo().map(KeyPosition::text)));
            }
          }
          return List.copyOf(ranges);
        });
  }

  @Override
  public Swept sweep(TenantId tenant, int version, Range range, int rows) {
    return on(
        raw -> {
          SweptTable table =
              knownTables(raw, tenant).stream()
                  .filter(each -> each.label().equals(range.table()))
                  .findFirst()
                  .orElseThrow(() -> gone(range.table()));
          KeyRange left =
              new KeyRange(
                  range.after().map(text -> KeyPosition.parse(table, text)),
                  range.upTo().map(text -> KeyPosition.parse(table, text)));
          return swept(CellSweep.open(raw, keys, tenant), table, version, left, rows);
        });
  }

  private static TenantCryptException gone(String table) {
    return new TenantCryptException(
        ErrorCode.TC041,
        "Table "
            + table
            + " was to be swept and is not there any more. Resume the job, which looks anew.");
  }

  private static Swept swept(
      CellSweep sweep, SweptTable table, int version, KeyRange range, int rows)
      throws SQLException {
    long scanned = 0;
    long resealed = 0;
    long lost = 0;
    List<String> quarantined = new ArrayList<>();
    KeyRange left = range;
    while (true) {
      SweepStep step = sweep.step(table, version, left, Math.min(rows, ROWS_PER_TRANSACTION));
      scanned += step.scanned();
      resealed += step.resealed();
      lost += step.lost();
      step.quarantined().forEach(each -> quarantined.add(told(each)));
      if (step.next().isEmpty() || scanned >= rows) {
        return new Swept(
            scanned, resealed, lost, quarantined, step.next().map(KeyPosition::text));
      }
      left = left.from(step.next().get());
    }
  }

  private static String told(Quarantined cell) {
    return cell.table() + " " + cell.column() + " " + cell.key().text() + " " + cell.code();
  }

  @Override
  public Map<String, Long> remaining(TenantId tenant, int version) {
    return on(
        raw -> {
          Map<String, Long> counted = new TreeMap<>();
          List<SweptTable> tables = tables(raw, tenant);
          CellSweep sweep = CellSweep.open(raw, keys, tenant);
          for (SweptTable table : tables) {
            counted.merge(table.label(), sweep.remaining(table, version), Long::sum);
          }
          return counted;
        });
  }

  @Override
  public String database() {
    return DatabaseIdentity.of(data);
  }

  @Override
  public Instant now() {
    return on(raw -> OpenTransactions.of(raw).now(raw));
  }

  @Override
  public List<String> transactionsBefore(Instant time) {
    return on(raw -> OpenTransactions.of(raw).begunBefore(raw, time));
  }

  @Override
  public List<String> sessionsBefore(Instant time) {
    return on(raw -> OpenTransactions.of(raw).sessionsSince(raw, time));
  }
}
