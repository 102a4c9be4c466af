package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.SQLException;

/**
 * What stands right before the real driver: a cell is sent only while the key version that it was
 * sealed under still seals, by a ring that is still believed. Between sealing and sending a process
 * may have been paused for as long as it takes to rotate a key, and a cell that arrives under a
 * version which is retired by then might come after the last look for such cells.
 *
 * <p>Does not guard the moment between this look and the socket: nothing in a process can.
 */
final class Fence {

  /** Cells that wait to be sent. */
  interface Waiting {

    /** Whether all of them may be sent now; one look at the clock. */
    boolean maySend();

    /** Asks the keys anew; false if the cells must be sealed again. */
    boolean renewed();

    /** Seals all of them again and gives them to the real driver in place of the old ones. */
    void sealAgain() throws SQLException;
  }

  /** A key is not rotated more often while a statement waits, unless something is wrong. */
  private static final int ATTEMPTS = 4;

  private Fence() {}

  /**
   * Lets cells through that {@link Waiting#maySend} has held back, sealed again if need be.
   *
   * @throws TenantCryptException TC031 if they cannot be sealed and sent within the ring's time to
   *     live; else as the keys answer, such as TC013 for a tenant that was suspended meanwhile
   */
  static void pass(Waiting cells) throws SQLException {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (!cells.renewed()) {
        cells.sealAgain();
      }
      if (cells.maySend()) {
        return;
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC031,
        "Each time that the statement was about to be sent, the key version that its values were"
            + " sealed under had ceased to seal or was not known to seal any more. Nothing was sent."
            + " Run it again; if that lasts, the process stands still for longer than"
            + " keys.cache.ring, or the tenant's keys are rotated without an end.");
  }
}
