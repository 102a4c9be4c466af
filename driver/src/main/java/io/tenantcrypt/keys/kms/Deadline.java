package io.tenantcrypt.keys.kms;

import java.time.Duration;

/**
 * When a call to a KMS must have ended, with all that is asked for it on the way. By a clock that
 * nobody sets back. Immutable.
 */
public final class Deadline {

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /**
   * Counts from now.
   *
   * @param timeout above zero
   */
  public static Deadline after(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** What is left, in nanoseconds; zero once it is over. */
  public long remainingNanos() {
    return Math.max(0, end - System.nanoTime());
  }

  /** Whether nothing is left. */
  public boolean isOver() {
    return remainingNanos() == 0;
  }
}
