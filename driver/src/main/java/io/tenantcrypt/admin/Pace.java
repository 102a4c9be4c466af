package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets so many through in a second, evenly, of all its threads together. Safe for several threads.
 */
final class Pace {

  /** What waits. */
  @FunctionalInterface
  interface Waiting {
    void nanos(long nanos) throws InterruptedException;
  }

  private final double apart;
  private final LongSupplier nanos;
  private final Waiting waiting;
  private final ReentrantLock lock = new ReentrantLock();
  private long next;

  /**
   * A pace.
   *
   * @param perSecond 0 for no bound
   * @param nanos a clock that only goes forward
   */
  Pace(long perSecond, LongSupplier nanos, Waiting waiting) {
    if (perSecond < 0) {
      throw new TenantCryptException(
          ErrorCode.TC040, "A rate is a number a second, or 0 for no bound.");
    }
    this.apart = perSecond == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.nanos = nanos;
    this.waiting = waiting;
    this.next = nanos.getAsLong();
  }

  static Pace of(long perSecond) {
    return new Pace(perSecond, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  /** One more, as {@link #await(long)}. */
  void await() {
    await(1);
  }

  /**
   * Waits until those before have had their time, and takes its own. What took longer than its time
   * is not made up for by a burst.
   *
   * @throws TenantCryptException TC030 if the thread is interrupted
   */
  void await(long units) {
    long wait = turn(units);
    if (wait > 0) {
      try {
        waiting.nanos(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TenantCryptException(ErrorCode.TC030, "Interrupted while waiting its turn.", e);
      }
    }
  }

  private long turn(long units) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      long mine = next - now > 0 ? next : now;
      next = mine + (long) (units * apart);
      return mine - now;
    } finally {
      lock.unlock();
    }
  }
}
