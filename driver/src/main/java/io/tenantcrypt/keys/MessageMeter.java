package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the cells that are sealed under one column key, by blocks reserved ahead for all instances
 * together: AES-GCM with random IVs holds for 2^32 messages under one key (NIST SP 800-38D, 8.3).
 * What is reserved and not used is lost, so the first blocks are small. Safe for several threads.
 */
public final class MessageMeter {

  /** Messages from which on a data key should be rotated. */
  public static final long DUE = 1L << 31;

  /** Messages that one column key seals at most. */
  public static final long LIMIT = 1L << 32;

  private static final int PATIENCE_SECONDS = 5;

  static final long FIRST = 1L << 10;
  static final long LARGEST = 1L << 20;

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt.keys");

  private final UsageTable table;
  private final TenantId tenant;
  private final int version;
  private final String column;
  private final AtomicLong left = new AtomicLong();
  private final ReentrantLock reserving = new ReentrantLock();
  private long block = FIRST;

  /** Nothing reserved yet. */
  MessageMeter(UsageTable table, TenantId tenant, int version, String domain) {
    this.table = table;
    this.tenant = tenant;
    this.version = version;
    this.column = domain;
  }

  /**
   * Counts one message that is about to be sealed.
   *
   * @throws TenantCryptException TC037 if the key may seal no more; else as the key tables answer
   */
  void count() {
    if (!take()) {
      reserveAndTake();
    }
  }

  private boolean take() {
    for (long now = left.get(); now > 0; now = left.get()) {
      if (left.compareAndSet(now, now - 1)) {
        return true;
      }
    }
    return false;
  }

  private void reserveAndTake() {
    enter();
    try {
      // Another thread may have reserved meanwhile.
      if (!take()) {
        reserve();
      }
    } finally {
      reserving.unlock();
    }
  }

  private void enter() {
    try {
      if (reserving.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new TenantCryptException(
        ErrorCode.TC030,
        "Another thread is still reserving messages for the data key of tenant "
            + tenant
            + " in the key tables. Try again; if it lasts, look at that database's locks.");
  }

  private void reserve() {
    UsageTable.Reserved reserved = table.reserve(tenant, version, column, block, LIMIT);
    if (reserved.granted() == 0) {
      throw new TenantCryptException(
          ErrorCode.TC037,
          "The data key of tenant "
              + tenant
              + ", version "
              + version
              + ", has sealed or reserved "
              + reserved.all()
              + " cells of one column, and may seal no more. Rotate the tenant's data key.");
    }
    if (reserved.all() >= DUE) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The data key of tenant {0}, version {1}, has reserved {2} of {3} messages for one column"
              + " and is due for rotation.",
          tenant,
          version,
          Long.toString(reserved.all()),
          Long.toString(LIMIT));
    }
    block = Math.min(LARGEST, block * 4);
    left.set(reserved.granted() - 1);
  }
}
