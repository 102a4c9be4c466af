package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets one thread do what many wait for. Unlike a computing map it locks nothing that another key's
 * threads could need. Nothing is remembered after the flight: who loads looks first whether a
 * flight before has done the work.
 */
final class SingleFlight<K, V> {

  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
  private final Duration timeout;

  /** Flights for which a waiter waits at most for the time-out. */
  SingleFlight(Duration timeout) {
    this.timeout = timeout;
  }

  /** Runs {@code load} here, or waits for the thread that does; its exception is thrown to all. */
  V run(K key, Supplier<V> load) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = flights.putIfAbsent(key, mine);
    if (other != null) {
      return await(key, other);
    }
    try {
      V value = load.get();
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key, mine);
    }
  }

  private V await(K key, CompletableFuture<V> flight) {
    try {
      return flight.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TenantCryptException(
          ErrorCode.TC030,
          "Waited " + timeout.toMillis() + " ms for another thread that reads " + key + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantCryptException(
          ErrorCode.TC030, "Interrupted while another thread reads " + key + ".", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TenantCryptException refusal) {
        // A fresh one for each thread: its stack trace and its owner's are not the same.
        throw new TenantCryptException(refusal.code(), String.valueOf(refusal.getMessage()), e);
      }
      throw new IllegalStateException("Another thread failed to read " + key, e);
    }
  }
}
