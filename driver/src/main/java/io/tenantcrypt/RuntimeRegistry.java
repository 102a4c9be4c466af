package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.CryptConnection;
import io.tenantcrypt.jdbc.CryptPooledConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The runtimes of this JVM, one a key. A runtime lives while one of its connections is open or its
 * facade is in use, and some time longer, so that an application without a pool does not lose its
 * keys and plans between two connections; then the next look-up closes it. Safe for use by several
 * threads.
 */
final class RuntimeRegistry {

  /** The one of this JVM. */
  static final RuntimeRegistry SHARED =
      new RuntimeRegistry(InstantSource.system(), Duration.ofMinutes(10));

  private final InstantSource clock;
  private final Duration idle;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RuntimeKey, Entry> entries = new HashMap<>();

  private static final class Entry {
    final TenantCryptRuntime runtime;

    /** Held weakly: a connection that is lost without being closed must not keep keys alive. */
    final Map<Object, Boolean> users = new WeakHashMap<>();

    Instant lastUse;

    Entry(TenantCryptRuntime runtime, Instant now) {
      this.runtime = runtime;
      this.lastUse = now;
    }

    boolean inUse() {
      return users.keySet().stream().anyMatch(Entry::live);
    }

    private static boolean live(Object user) {
      try {
        return user instanceof CryptPooledConnection pooled
            ? !pooled.isClosed()
            : !(user instanceof Connection connection) || !connection.isClosed();
      } catch (SQLException e) {
        return false;
      }
    }
  }

  RuntimeRegistry(InstantSource clock, Duration idle) {
    this.clock = clock;
    this.idle = idle;
  }

  /** The runtime of a key, made if there is none. */
  TenantCryptRuntime acquire(RuntimeKey key, Supplier<TenantCryptRuntime> making) {
    List<TenantCryptRuntime> over;
    TenantCryptRuntime runtime;
    lock.lock();
    try {
      Entry entry = entries.get(key);
      if (entry == null) {
        entry = new Entry(making.get(), clock.instant());
        entries.put(key, entry);
      }
      entry.lastUse = clock.instant();
      runtime = entry.runtime;
      over = takeIdle();
    } finally {
      lock.unlock();
    }
    over.forEach(TenantCryptRuntime::close);
    return runtime;
  }

  private List<TenantCryptRuntime> takeIdle() {
    Instant before = clock.instant().minus(idle);
    List<TenantCryptRuntime> over = new ArrayList<>();
    entries
        .values()
        .removeIf(
            entry -> {
              boolean gone = entry.lastUse.isBefore(before) && !entry.inUse();
              if (gone) {
                over.add(entry.runtime);
              }
              return gone;
            });
    return over;
  }

  /** Notes that a runtime is needed as long as a connection is open or another user reachable. */
  void use(RuntimeKey key, Object user) {
    lock.lock();
    try {
      Entry entry = entries.get(key);
      if (entry != null) {
        entry.users.put(user, Boolean.TRUE);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Another user of the runtime that a connection of ours belongs to.
   *
   * @throws TenantCryptException TC040 if it belongs to none of these
   */
  <T> T facade(Object connection, Function<TenantCryptRuntime, T> making) {
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (entry.users.containsKey(connection)
            // A pool's logical connections come and go: only their physical one is a user.
            || (connection instanceof CryptConnection ours && ours.isOf(entry.runtime.jdbc()))) {
          T facade = making.apply(entry.runtime);
          entry.users.put(facade, Boolean.TRUE);
          return facade;
        }
      }
    } finally {
      lock.unlock();
    }
    throw new TenantCryptException(
        ErrorCode.TC040,
        "The connection belongs to another class loader's TenantCrypt. Use the same jar.");
  }

  /** How many runtimes there are. */
  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }
}
