package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Short transactions on connections of the runtime's own: a few at once, two kept for the next
 * call, so that reading rings does not cost a login each time; while there is much to do, as in a
 * job over all tenants, as many as are used.
 */
final class KeyStoreSession implements AutoCloseable {

  private static final int AT_ONCE = 8;

  /** How often a transaction is run that the database rolls back for another one's sake. */
  private static final int TRIES = 5;

  private static final int KEPT = 2;
  private static final long KEPT_FOR = Duration.ofSeconds(60).toNanos();

  /** How long connections beyond the kept ones wait for more to do. */
  private static final long SURPLUS_FOR = Duration.ofSeconds(2).toNanos();

  private static final long TRUSTED_FOR = Duration.ofSeconds(1).toNanos();

  /** Work on one connection. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;
  }

  private record Idle(Connection connection, long since) {}

  private final ConnectionSupplier connections;
  private final String schema;
  private final Duration timeout;
  private final LongSupplier nanos;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  KeyStoreSession(
      ConnectionSupplier connections, String schema, Duration timeout, LongSupplier nanos) {
    this.connections = connections;
    this.schema = schema;
    this.timeout = timeout;
    this.nanos = nanos;
  }

  String schema() {
    return schema;
  }

  Duration timeout() {
    return timeout;
  }

  /** The full name of one of the key tables, quoted as the connection's database wants it. */
  String table(Connection connection, String name) throws SQLException {
    KeyStoreDialect dialect = KeyStoreDialect.of(connection);
    return dialect.quote(schema) + "." + dialect.quote(name);
  }

  /** One reading statement. */
  <T extends @Nullable Object> T read(Work<T> work) {
    try {
      return run(work, true);
    } catch (SQLException e) {
      throw KeyStoreErrors.translate(e, schema);
    }
  }

  /** One reading statement; empty where there are no key tables, which is not a lack of rights. */
  <T> Optional<T> readIfThere(Work<T> work) {
    try {
      return Optional.of(run(work, true));
    } catch (SQLException e) {
      if (KeyStoreErrors.isMissing(e)) {
        return Optional.empty();
      }
      throw KeyStoreErrors.translate(e, schema);
    }
  }

  /**
   * One transaction; committed, or rolled back if the work throws. Run again if the database rolled
   * it back for another one's sake.
   */
  <T extends @Nullable Object> T write(Work<T> work) {
    try {
      return commit(work);
    } catch (SQLException e) {
      throw KeyStoreErrors.translate(e, schema);
    }
  }

  /**
   * One transaction that gives way to one that was quicker; else as {@link #write}.
   *
   * @return false if it was rolled back because a row of that key is there already
   */
  boolean writeUnlessThere(Work<Boolean> work) {
    try {
      return commit(work);
    } catch (SQLException e) {
      if (KeyStoreErrors.isDuplicate(e)) {
        return false;
      }
      throw KeyStoreErrors.translate(e, schema);
    }
  }

  /** InnoDB ends deadlocks where PostgreSQL has none: of several that wait to insert one row. */
  private <T extends @Nullable Object> T commit(Work<T> work) throws SQLException {
    for (int i = 1; ; i++) {
      try {
        return run(work, false);
      } catch (SQLException e) {
        if (i >= TRIES || !KeyStoreErrors.isRolledBack(e)) {
          throw e;
        }
        KeyStoreErrors.debug("A transaction on the key tables is run again", e);
      }
    }
  }

  private <T extends @Nullable Object> T run(Work<T> work, boolean autoCommit) throws SQLException {
    enter();
    try {
      Connection connection = borrow();
      boolean sound = false;
      try {
        connection.setAutoCommit(autoCommit);
        T result = work.run(connection);
        if (!autoCommit) {
          connection.commit();
        }
        sound = true;
        return result;
      } finally {
        if (!sound && !autoCommit) {
          rollBack(connection);
        }
        // What threw is closed: nobody has to guess in what state it is.
        giveBack(connection, sound);
      }
    } finally {
      room.release();
    }
  }

  private void enter() {
    try {
      if (room.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantCryptException(
          ErrorCode.TC030, "Interrupted while waiting for the key tables.", e);
    }
    throw new TenantCryptException(
        ErrorCode.TC031,
        "Too many wait for the key tables in schema "
            + schema
            + ": no connection within "
            + timeout.toMillis()
            + " ms. Look at that database's load.");
  }

  private Connection borrow() throws SQLException {
    for (Idle next = poll(); next != null; next = poll()) {
      long age = nanos.getAsLong() - next.since();
      if (age < TRUSTED_FOR || (age < KEPT_FOR && next.connection().isValid(1))) {
        return next.connection();
      }
      closeQuietly(next.connection());
    }
    return open();
  }

  /** What a login is refused with says nothing about the key tables, and never that they lack. */
  private Connection open() {
    try {
      Connection connection = connections.open();
      boolean ready = false;
      try {
        KeyStoreDialect.of(connection).prepare(connection);
        ready = true;
        return connection;
      } finally {
        if (!ready) {
          closeQuietly(connection);
        }
      }
    } catch (SQLException e) {
      throw KeyStoreErrors.connecting(e, schema);
    }
  }

  private @Nullable Idle poll() {
    lock.lock();
    try {
      return idle.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Connection connection, boolean sound) {
    lock.lock();
    try {
      if (sound && !closed) {
        idle.addFirst(new Idle(connection, nanos.getAsLong()));
        return;
      }
    } finally {
      lock.unlock();
    }
    closeQuietly(connection);
  }

  /** Whether {@link #sweep} would close any. */
  boolean isToBeSwept() {
    lock.lock();
    try {
      return isLastOld();
    } finally {
      lock.unlock();
    }
  }

  /** Closes connections that nobody has used for a while. */
  void sweep() {
    for (Idle next = pollOlder(); next != null; next = pollOlder()) {
      closeQuietly(next.connection());
    }
  }

  private @Nullable Idle pollOlder() {
    lock.lock();
    try {
      return isLastOld() ? idle.pollLast() : null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isLastOld() {
    Idle last = idle.peekLast();
    long keep = idle.size() > KEPT ? SURPLUS_FOR : KEPT_FOR;
    return last != null && nanos.getAsLong() - last.since() >= keep;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    for (Idle next = poll(); next != null; next = poll()) {
      closeQuietly(next.connection());
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // It is closed next, which ends the transaction too; what failed first is what is reported.
      KeyStoreErrors.debug("A transaction on the key tables did not roll back", e);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // A connection that cannot even be closed is gone: there is nothing left to do with it.
      KeyStoreErrors.debug("A connection to the key tables did not close", e);
    }
  }
}
