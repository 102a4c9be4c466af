package io.tenantcrypt.admin;

import java.util.List;
import java.util.Optional;

/**
 * What one step of a sweep did.
 *
 * @param scanned rows that were read since a cell of theirs was not under the wanted version
 * @param resealed cells that are under it now by this step
 * @param lost rows that somebody else changed each time, or held locked: the next pass over the
 *     range reads them again
 * @param quarantined cells that were left as they are; each pass reports them again
 * @param next the last row that was read; empty once nothing was left behind it in the range
 */
record SweepStep(
    int scanned,
    int resealed,
    int lost,
    List<Quarantined> quarantined,
    Optional<KeyPosition> next) {

  SweepStep {
    quarantined = List.copyOf(quarantined);
  }
}
