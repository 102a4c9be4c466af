package io.tenantcrypt.it;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how long something takes, without the time for which the machine ran nothing: on a
 * shared one that can be seconds, and says nothing about what is measured.
 */
public final class Stopwatch implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(2);

  /** A thread that wakes so much too late has waited for a processor, or for the machine. */
  private static final long STALL = Duration.ofMillis(20).toNanos();

  private final long begun = System.nanoTime();
  private final AtomicLong stalled = new AtomicLong();
  private final Thread sleeper = new Thread(this::sleep, "stopwatch");

  private Stopwatch() {
    sleeper.setDaemon(true);
  }

  /** A running one. */
  public static Stopwatch start() {
    Stopwatch watch = new Stopwatch();
    watch.sleeper.start();
    return watch;
  }

  private void sleep() {
    long last = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(STEP.toMillis());
        long now = System.nanoTime();
        long late = now - last - STEP.toNanos();
        if (late > STALL) {
          stalled.addAndGet(late);
        }
        last = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was stopped
    }
  }

  /** The time since the start, without the stalls that are over. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun - stalled.get());
  }

  @Override
  public void close() {
    sleeper.interrupt();
  }
}
