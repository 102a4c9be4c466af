package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.InstanceTable;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.policy.KeyPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the key tables that this runtime lives, and since when it acts upon nothing older: what a
 * rotation waits for. Called again and again by one thread at a time.
 */
final class Heartbeat {

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt.keys");

  /** An instance that was silent for so long is forgotten by the next one that starts. */
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  /** How long the end of a process waits for the key tables. */
  private static final Duration AT_EXIT = Duration.ofSeconds(2);

  private final InstanceTable table;
  private final LongSupplier oldestReading;
  private final LongSupplier nanos;
  private final KeyPolicy.Cache bounds;
  private final RuntimeFacts facts;
  private final KeyId id = KeyId.random();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Instant started;
  private @Nullable String database;
  private volatile @Nullable String problem;

  /** So that a process which ends in order is not waited for as one that may be frozen. */
  private final Thread atExit = new Thread(this::endSoon, "tenantcrypt-instance-end");

  Heartbeat(
      InstanceTable table,
      LongSupplier oldestReading,
      LongSupplier nanos,
      KeyPolicy.Cache bounds,
      RuntimeFacts facts) {
    this.table = table;
    this.oldestReading = oldestReading;
    this.nanos = nanos;
    this.bounds = bounds;
    this.facts = facts;
  }

  /** Which instance this is. */
  KeyId id() {
    return id;
  }

  /** Tells it now. What is in the way is kept for {@link #problem()}, and tried again next time. */
  void beat() {
    lock.lock();
    try {
      String where = database;
      if (where == null) {
        where = facts.database().get();
        database = where;
      }
      long asked = nanos.getAsLong();
      Instant now = table.now();
      long oldest = oldestReading.getAsLong();
      // The clock was looked at after `asked`, and before the readings were.
      long between = nanos.getAsLong() - asked;
      Instant seen = now.minusNanos(oldest + between);
      Instant since = started;
      if (since == null) {
        since = now;
        started = now;
        endAtExit();
        forgetLost(now);
      }
      table.write(
          new InstanceRow(
              id,
              facts.driverVersion(),
              facts.formats(),
              where,
              facts.policyRevision(),
              bounds.ttl(),
              bounds.ring(),
              bounds.staleIfUnavailable(),
              seen,
              since,
              now));
      problem = null;
    } catch (TenantCryptException e) {
      if (problem == null) {
        LOG.log(
            System.Logger.Level.WARNING,
            "This instance cannot tell the key tables that it lives: {0} {1}",
            e.code(),
            e.getMessage());
      }
      problem = e.code() + ": " + e.getMessage();
    } finally {
      lock.unlock();
    }
  }

  private void forgetLost(Instant now) {
    for (InstanceRow row : table.list()) {
      if (row.heartbeat().isBefore(now.minus(FORGOTTEN))) {
        table.remove(row.id());
      }
    }
  }

  private void endAtExit() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is about to end: what is written now falls silent, and is forgotten later.
      LOG.log(System.Logger.Level.DEBUG, "An instance registers while its process ends");
    }
  }

  /** A database that does not answer must not hold up the end of a process. */
  private void endSoon() {
    Thread ending = new Thread(this::remove, "tenantcrypt-instance-remove");
    ending.setDaemon(true);
    ending.start();
    try {
      ending.join(AT_EXIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the last one did not succeed. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Takes the instance out of the key tables, if it is in them. */
  void end() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends, and the hook does the same as this.
      return;
    }
    remove();
  }

  private void remove() {
    lock.lock();
    try {
      if (started != null) {
        table.remove(id);
      }
    } catch (TenantCryptException e) {
      // It is taken for one that fell silent, which costs a rotation some time and nothing else.
      LOG.log(System.Logger.Level.DEBUG, "An instance could not say that it ends: {0}", e.code());
    } finally {
      lock.unlock();
    }
  }
}
