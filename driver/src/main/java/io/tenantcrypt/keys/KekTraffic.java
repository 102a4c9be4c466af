package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The calls to one KEK: how many run, for whom, and whether its KMS answers at all. Safe for
 * several threads.
 */
final class KekTraffic {

  /** Calls at once. */
  static final int AT_ONCE = 32;

  /** Calls at once for one tenant. */
  static final int SHARE = 4;

  /** So many outages one after the other, and the KMS is left alone. */
  static final int OUTAGES = 3;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final KekUri uri;
  private final Duration patience;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Map<TenantId, Integer> running = new HashMap<>();
  private int all;
  private int outages;
  private long pause;
  private long closedUntil;
  private boolean probing;

  /**
   * No calls yet.
   *
   * @param timeout a call waits for its turn at most half of it
   */
  KekTraffic(KekUri uri, Duration timeout, LongSupplier nanos) {
    this.uri = uri;
    this.patience = timeout.dividedBy(2);
    this.nanos = nanos;
  }

  /**
   * A call that may run.
   *
   * @param probe whether it is the one that finds out whether the KMS is back
   */
  record Turn(TenantId tenant, boolean probe) {}

  /**
   * Waits for a turn, which is ended by {@link #end} once.
   *
   * @throws TenantCryptException TC030 if the KMS is left alone just now, TC031 if there is no turn
   */
  Turn begin(TenantId tenant) {
    lock.lock();
    try {
      awaitTurn(tenant);
      Turn turn = new Turn(tenant, isTripped());
      probing |= turn.probe();
      all++;
      running.merge(tenant, 1, Integer::sum);
      return turn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantCryptException(
          ErrorCode.TC030,
          "Interrupted while waiting for a call under the KEK " + uri + ".",
          new NoOutage("interrupted"));
    } finally {
      lock.unlock();
    }
  }

  private void awaitTurn(TenantId tenant) throws InterruptedException {
    long left = patience.toNanos();
    requireOpen();
    while (all >= AT_ONCE || running.getOrDefault(tenant, 0) >= SHARE) {
      if (left <= 0) {
        throw crowded(tenant);
      }
      left = ended.awaitNanos(left);
      requireOpen();
    }
  }

  private boolean isTripped() {
    return outages >= OUTAGES;
  }

  /** One call at a time finds out whether a KMS that was out answers again. */
  private void requireOpen() {
    long left = closedUntil - nanos.getAsLong();
    if (isTripped() && (probing || left > 0)) {
      throw new TenantCryptException(
          ErrorCode.TC030,
          "The KMS of the KEK "
              + uri
              + " gave no answer "
              + outages
              + " times in a row and is not asked again "
              + (probing
                  ? "while one call finds out whether it is back."
                  : "for " + TimeUnit.NANOSECONDS.toMillis(left) + " ms."));
    }
  }

  private TenantCryptException crowded(TenantId tenant) {
    return new TenantCryptException(
        ErrorCode.TC031,
        "Too many calls run under the KEK "
            + uri
            + ": "
            + all
            + " of "
            + AT_ONCE
            + " and for tenant "
            + tenant
            + " "
            + running.getOrDefault(tenant, 0)
            + " of "
            + SHARE
            + ". Try again; if it lasts, look at how long the KMS takes.",
        new NoOutage("crowded"));
  }

  /**
   * A call has ended.
   *
   * @param outage whether the KMS gave no answer; a refusal is one
   */
  void end(Turn turn, boolean outage) {
    lock.lock();
    try {
      all--;
      running.computeIfPresent(turn.tenant(), (id, count) -> count == 1 ? null : count - 1);
      probing &= !turn.probe();
      if (outage) {
        outages++;
        leaveAlone(turn);
      } else {
        outages = 0;
        pause = 0;
      }
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Calls that were under way when the KMS fell silent say nothing new. */
  private void leaveAlone(Turn turn) {
    if (outages == OUTAGES || turn.probe()) {
      pause = Math.min(LONGEST.toNanos(), Math.max(SHORTEST.toNanos(), 2 * pause));
      closedUntil = nanos.getAsLong() + pause;
    }
  }

  /** Whether nothing would be lost with this but a memory of answers. */
  boolean isIdle() {
    lock.lock();
    try {
      return all == 0 && outages == 0;
    } finally {
      lock.unlock();
    }
  }
}
