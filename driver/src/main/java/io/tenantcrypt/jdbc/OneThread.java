package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps two threads from one prepared statement while it matters: as long as a parameter that is
 * checked is set, and while the statement is checked and sent. What was looked at is what is sent,
 * whatever other threads do.
 */
final class OneThread {

  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Begins.
   *
   * @throws TenantCryptException TC003 if another thread is at it
   */
  void begin() {
    if (!lock.tryLock()) {
      throw mixed();
    }
  }

  /** Refuses what was not begun: another thread changed the statement meanwhile. */
  void requireBegun() {
    if (!lock.isHeldByCurrentThread()) {
      throw mixed();
    }
  }

  /** Ends what was begun. */
  void end() {
    lock.unlock();
  }

  private static TenantCryptException mixed() {
    return new TenantCryptException(
        ErrorCode.TC003,
        "Two threads use the statement at once, and the one's parameters would be sent as the"
            + " other's. Let each thread prepare its own.");
  }
}
