package io.tenantcrypt.cli;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.concurrent.TimeUnit;

/** How far a long command is, on a terminal only; and its pace. For one thread. */
final class Progress {

  private static final int WIDTH = 30;

  private final Streams streams;
  private final int total;
  private int done;
  private long next = System.nanoTime();

  Progress(Streams streams, int total) {
    this.streams = streams;
    this.total = total;
  }

  /** Waits for the next turn. */
  void await(int perSecond) {
    long now = System.nanoTime();
    if (perSecond > 0 && next > now) {
      try {
        TimeUnit.NANOSECONDS.sleep(next - now);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TenantCryptException(ErrorCode.TC030, "Interrupted.", e);
      }
    }
    next = Math.max(next, now) + (perSecond > 0 ? TimeUnit.SECONDS.toNanos(1) / perSecond : 0);
  }

  /** Whether a bar says how far it is. */
  boolean shown() {
    return streams.terminal() && total > 1;
  }

  void step() {
    done++;
    if (shown()) {
      int full = WIDTH * done / total;
      streams
          .err()
          .print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + done + "/" + total);
      streams.err().flush();
    }
  }

  void end() {
    if (shown()) {
      streams.err().println();
    }
  }
}
