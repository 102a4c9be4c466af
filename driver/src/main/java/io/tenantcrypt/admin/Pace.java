package io.tenantcrypt.admin;

import java.util.concurrent.TimeUnit;

/** Keeps several threads at a rate together. Safe for several threads. */
final class Pace {

  private final double nanosPerUnit;
  private long next;

  /** At most so many units a second; 0 for no limit. */
  Pace(long perSecond) {
    this.nanosPerUnit = perSecond == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.next = System.nanoTime();
  }

  /** Waits until so many units, done just now, are within the rate. */
  void done(long units) throws InterruptedException {
    long wait = reserve(units);
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }

  private synchronized long reserve(long units) {
    long now = System.nanoTime();
    // What was not used is not saved up.
    next = (now - next > 0 ? now : next) + (long) (units * nanosPerUnit);
    return next - now;
  }
}
