package io.tenantcrypt.catalog;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a snapshot for a bounded time. One thread reads, those that come meanwhile wait for it or,
 * while the old snapshot is still within its bound, go on with that. Each reading opens a
 * connection and closes it. Safe for use by several threads.
 */
public final class CachedCatalogSource implements CatalogSource {

  /** How far a snapshot may lag behind the DDL of others. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofSeconds(10);

  private final ConnectionSource connections;
  private final CatalogReader reader;
  private final long maxAgeMillis;
  private final InstantSource clock;
  private final AtomicLong privateOnes = new AtomicLong();
  private final ReentrantLock reading = new ReentrantLock();

  /** The newest that could be read, for its version; only under the lock. */
  private @Nullable CatalogSnapshot newest;

  private volatile long begun;
  private volatile @Nullable Outcome last;

  /** What a reading gave: exactly one of snapshot and failure. */
  private record Outcome(
      long number,
      long asOfMillis,
      @Nullable CatalogSnapshot snapshot,
      @Nullable TenantCryptException failure) {

    CatalogSnapshot get() {
      if (snapshot != null) {
        return snapshot;
      }
      throw new TenantCryptException(
          ErrorCode.TC041, failure == null ? "" : String.valueOf(failure.getMessage()), failure);
    }
  }

  /**
   * A source that has read nothing yet.
   *
   * @param maxAge how old a snapshot may be when {@link #current} gives it
   */
  public CachedCatalogSource(
      ConnectionSource connections, CatalogReader reader, Duration maxAge, InstantSource clock) {
    this.connections = connections;
    this.reader = reader;
    this.maxAgeMillis = maxAge.toMillis();
    this.clock = clock;
  }

  @Override
  public CatalogSnapshot current() {
    Outcome known = last;
    if (known == null || known.snapshot() == null) {
      return refresh();
    }
    // In plain milliseconds: this is asked twice a statement.
    long age = clock.millis() - known.asOfMillis();
    if (age > maxAgeMillis) {
      return refresh();
    }
    // From half the bound on, one caller reads ahead and the others are not kept waiting.
    if (age > maxAgeMillis / 2 && reading.tryLock()) {
      try {
        return begun == known.number() ? read().get() : known.get();
      } finally {
        reading.unlock();
      }
    }
    return known.get();
  }

  @Override
  public CatalogSnapshot refresh() {
    long before = begun;
    reading.lock();
    try {
      Outcome shared = last;
      // Only a reading that began after this call may stand for it.
      return shared != null && shared.number() > before ? shared.get() : read().get();
    } finally {
      reading.unlock();
    }
  }

  @Override
  public CatalogSnapshot within(Connection session) throws SQLException {
    return reader.readWithin(session, -privateOnes.incrementAndGet());
  }

  private Outcome read() {
    long number = begun + 1;
    begun = number;
    long asOf = clock.millis();
    CatalogSnapshot old = newest;
    Outcome outcome;
    try (Connection connection = connections.open()) {
      CatalogSnapshot read = reader.read(connection, old == null ? 1 : old.version() + 1);
      CatalogSnapshot next = old != null && old.sameContent(read) ? old : read;
      newest = next;
      outcome = new Outcome(number, asOf, next, null);
    } catch (SQLException e) {
      outcome = new Outcome(number, asOf, null, unreadable(e));
    }
    last = outcome;
    return outcome;
  }

  private static TenantCryptException unreadable(SQLException e) {
    return new TenantCryptException(
        ErrorCode.TC041,
        "The database's catalog cannot be read over a connection of the driver's own (SQLState "
            + e.getSQLState()
            + "). Check that the role of the URL may connect once more, and that it may SELECT"
            + " from pg_catalog.pg_class, pg_namespace, pg_attribute, pg_type, pg_collation,"
            + " pg_index, pg_rewrite, pg_depend, pg_trigger, pg_inherits and pg_proc, as every"
            + " role may unless that was revoked: GRANT SELECT ON <table> TO <role>.",
        e);
  }
}
