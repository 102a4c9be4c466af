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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets one thread do what many wait for. Unlike a computing map it locks nothing that another key's
 * threads could need. Nothing is remembered after the flight: who loads looks first whether a
 * flight before has done the work.
 *
 * <p>All wait for a flight that is quick. One that takes longer keeps only a few of them: the rest
 * is refused, since each waiting thread holds a connection that other tenants need.
 */
final class SingleFlight<K, V> {

  /** Threads that wait for a slow flight, besides the one that flies. */
  static final int PATIENT = 2;

  private static final class Flight<V> {
    final CompletableFuture<V> result = new CompletableFuture<>();
    final AtomicInteger patient = new AtomicInteger();
    final long begun;

    Flight(long begun) {
      this.begun = begun;
    }
  }

  private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
  private final Duration timeout;
  private final long quick;
  private final Ticker ticker;

  /** Flights for which a waiter waits at most for the time-out; one is slow after an eighth. */
  SingleFlight(Duration timeout, Ticker ticker) {
    this.timeout = timeout;
    this.quick = timeout.toNanos() / 8;
    this.ticker = ticker;
  }

  /** Runs {@code load} here, or waits for the thread that does; its exception is thrown to all. */
  V run(K key, Supplier<V> load) {
    Flight<V> mine = new Flight<>(ticker.now());
    Flight<V> other = flights.putIfAbsent(key, mine);
    if (other != null) {
      return await(key, other);
    }
    try {
      V value = load.get();
      mine.result.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.result.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key, mine);
    }
  }

  private V await(K key, Flight<V> flight) {
    try {
      try {
        return result(key, flight, Math.max(0, quick - (ticker.now() - flight.begun)));
      } catch (TimeoutException e) {
        return awaitPatiently(key, flight);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantCryptException(
          ErrorCode.TC030,
          "Interrupted while another thread reads " + key + ".",
          new NoOutage("interrupted"));
    }
  }

  private V awaitPatiently(K key, Flight<V> flight) throws InterruptedException {
    try {
      if (flight.patient.incrementAndGet() > PATIENT) {
        throw new TenantCryptException(
            ErrorCode.TC031,
            "Reading "
                + key
                + " takes long, and "
                + (PATIENT + 1)
                + " threads wait for it already. Try again; if it lasts, look at its KMS.",
            new NoOutage("crowded"));
      }
      return result(key, flight, timeout.toNanos() - quick);
    } catch (TimeoutException e) {
      throw new TenantCryptException(
          ErrorCode.TC030,
          "Waited " + timeout.toMillis() + " ms for another thread that reads " + key + ".",
          new NoOutage("another thread knows more"));
    } finally {
      flight.patient.decrementAndGet();
    }
  }

  private V result(K key, Flight<V> flight, long nanos)
      throws InterruptedException, TimeoutException {
    try {
      return flight.result.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TenantCryptException refusal) {
        // A fresh one for each thread: its stack trace and its owner's are not the same.
        throw new TenantCryptException(
            refusal.code(),
            String.valueOf(refusal.getMessage()),
            refusal.getCause() instanceof NoOutage none ? none : e);
      }
      throw new IllegalStateException("Another thread failed to read " + key, e);
    }
  }
}
