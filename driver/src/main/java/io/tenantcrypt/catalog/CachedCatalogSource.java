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
 * Keeps a snapshot for a bounded time, and as long as the catalog's fingerprint stays the same. One
 * thread looks, those that come meanwhile wait for it or, while the old snapshot is still within
 * its bound, go on with that. Safe for use by several threads.
 */
public final class CachedCatalogSource implements CatalogSource, AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt.catalog");

  /** How far a snapshot may lag behind the DDL of others. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofSeconds(1);

  /** The most that a catalog which takes long to look at may raise the bound to. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** A look takes at most this part of the time: of a server's one core, 2%. */
  private static final int COST_FACTOR = 50;

  /** A connection is kept for the next look if it will come within this many bounds. */
  private static final int KEPT_BOUNDS = 10;

  private final KeptConnection connection;
  private final CatalogReader reader;
  private final long maxAgeMillis;
  private final InstantSource clock;
  private final AtomicLong privateOnes = new AtomicLong();
  private final ReentrantLock reading = new ReentrantLock();

  /** The newest that could be read, for its version; only under the lock. */
  private @Nullable CatalogSnapshot newest;

  /** What the catalog looked like before {@link #newest} was read; only under the lock. */
  private @Nullable String fingerprint;

  private volatile long bound;

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
    this.connection = new KeptConnection(connections);
    this.reader = reader;
    this.maxAgeMillis = maxAge.toMillis();
    this.bound = maxAgeMillis;
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
    long most = bound;
    if (age > most) {
      return refresh();
    }
    // From half the bound on, one caller reads ahead and the others are not kept waiting.
    if (age > most / 2 && reading.tryLock()) {
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
    Outcome known = last;
    boolean often = known != null && asOf - known.asOfMillis() <= KEPT_BOUNDS * bound;
    Outcome outcome;
    try {
      outcome = new Outcome(number, asOf, connection.use(this::look, often), null);
    } catch (SQLException e) {
      outcome = new Outcome(number, asOf, null, unreadable(e));
    }
    last = outcome;
    return outcome;
  }

  private CatalogSnapshot look(Connection open) throws SQLException {
    CatalogSnapshot old = newest;
    long start = clock.millis();
    // Before the snapshot: what changes between the two is found at the next look.
    String now = reader.fingerprint(open);
    bound = Math.max(maxAgeMillis, Math.min(LONGEST.toMillis(), cost(start)));
    if (old != null && now != null && now.equals(fingerprint)) {
      return old;
    }
    CatalogSnapshot read = reader.read(open, old == null ? 1 : old.version() + 1);
    if (now == null) {
      // Each look is a whole reading.
      bound = Math.max(maxAgeMillis, Math.min(LONGEST.toMillis(), cost(start)));
    }
    CatalogSnapshot next = old != null && old.sameContent(read) ? old : read;
    newest = next;
    fingerprint = now;
    return next;
  }

  private long cost(long start) {
    return COST_FACTOR * (clock.millis() - start);
  }

  /** Closes the connection that may be kept; a later call opens another. */
  @Override
  public void close() {
    reading.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      // A connection that cannot even be closed is gone, and whoever closes this may be somebody
      // who
      // opens a connection of another runtime.
      LOG.log(
          System.Logger.Level.DEBUG,
          "A connection to the catalog did not close (SQLState {0})",
          e.getSQLState());
    } finally {
      reading.unlock();
    }
  }

  private static TenantCryptException unreadable(SQLException e) {
    return new TenantCryptException(
        ErrorCode.TC041,
        "The database's catalog cannot be read over a connection of the driver's own (SQLState "
            + e.getSQLState()
            + "). Check that the role of the URL may connect once more, and that it may SELECT"
            + " from pg_catalog.pg_class, pg_namespace, pg_attribute, pg_type, pg_collation,"
            + " pg_index, pg_rewrite, pg_depend, pg_trigger, pg_inherits, pg_proc, pg_operator,"
            + " pg_cast, pg_constraint, pg_range and pg_language, as every role may unless that was"
            + " revoked: GRANT SELECT ON <table> TO <role>.",
        e);
  }
}
