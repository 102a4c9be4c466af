package io.tenantcrypt.admin;

import java.time.Duration;
import java.util.Optional;

/**
 * How a tenant is shredded. Immutable.
 *
 * @param window from the approval to the destruction; the certificate says so where it is shorter
 *     than {@link #STANDARD_WINDOW}
 * @param suspend whether the tenant is suspended as soon as the request is approved
 * @param backupRetention the longest time for which any copy of the key tables is kept: backups,
 *     snapshots, archived logs, replicas that lag. Empty where nobody declares one; the certificate
 *     then names no time from which those copies open nothing
 */
public record ShredOptions(Duration window, boolean suspend, Optional<Duration> backupRetention) {

  /** Seven days. */
  public static final Duration STANDARD_WINDOW = Duration.ofDays(7);

  private static final Duration LONGEST = Duration.ofDays(36_525);

  /** After seven days, in use until then, no retention declared. */
  public static final ShredOptions DEFAULT =
      new ShredOptions(STANDARD_WINDOW, false, Optional.empty());

  public ShredOptions {
    requireTime(window);
    backupRetention.ifPresent(ShredOptions::requireTime);
  }

  private static void requireTime(Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("A time is not negative, and at most 100 years");
    }
  }

  /** The same with another window. */
  public ShredOptions withWindow(Duration other) {
    return new ShredOptions(other, suspend, backupRetention);
  }

  /** The same, suspended at once or not. */
  public ShredOptions withSuspend(boolean other) {
    return new ShredOptions(window, other, backupRetention);
  }

  /** The same with a declared retention. */
  public ShredOptions withBackupRetention(Duration other) {
    return new ShredOptions(window, suspend, Optional.of(other));
  }
}
