package io.tenantcrypt.cli;

import io.tenantcrypt.error.ErrorCode;
import java.util.List;

/** What the process ends with. The numbers are stable: scripts choose by them. */
enum ExitCode {
  /** Done, and nothing was found. */
  OK(0),
  /** Done, and a check found something, or some of the tenants failed. */
  FINDINGS(1),
  /** The command line, a file that it names, or the configuration is wrong. */
  USAGE(2),
  /** Refused: the policy, the database or the tenant's state does not allow it. */
  REFUSED(3),
  /** A database or a KMS did not answer, or had too much to do: try again. */
  UNAVAILABLE(4),
  /** A KMS, a seal or a login said no: trying again does not help. */
  DENIED(5),
  /** A defect of this program. */
  DEFECT(70);

  private static final List<ExitCode> WORSE =
      List.of(OK, UNAVAILABLE, FINDINGS, REFUSED, DENIED, USAGE, DEFECT);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /**
   * The worse of two, for what was done to several: what needs somebody counts more than what the
   * next run may do.
   */
  ExitCode or(ExitCode other) {
    return WORSE.indexOf(other) > WORSE.indexOf(this) ? other : this;
  }

  static ExitCode of(ErrorCode code) {
    return switch (code) {
      case TC030, TC031 -> UNAVAILABLE;
      case TC032, TC033, TC034, TC035, TC036 -> DENIED;
      case TC001,
          TC002,
          TC003,
          TC010,
          TC011,
          TC012,
          TC013,
          TC014,
          TC020,
          TC021,
          TC022,
          TC037,
          TC040,
          TC041 ->
          REFUSED;
    };
  }
}
