package io.tenantcrypt.cli;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A failure as it is told: never a stack trace.
 *
 * @param code the driver's code or the database's SQLState; empty where there is neither
 * @param message what is wrong and what to do
 * @param exit what the process ends with
 */
record Failure(Optional<String> code, String message, ExitCode exit) {

  static Failure of(Exception e) {
    if (e instanceof TenantCryptException known) {
      return of(known.code(), String.valueOf(known.getMessage()));
    }
    if (e instanceof SQLException sql) {
      return of(sql);
    }
    if (e instanceof UsageException usage) {
      return new Failure(Optional.empty(), String.valueOf(usage.getMessage()), ExitCode.USAGE);
    }
    return new Failure(
        Optional.empty(),
        "This command failed with "
            + e.getClass().getName()
            + ", which is a defect. Please report it with the command, without its values.",
        ExitCode.DEFECT);
  }

  /** As one of several, of which the others went on. */
  Json json(Optional<String> tenant) {
    return Json.of("failed").put("tenant", tenant).put("code", code).put("message", message);
  }

  /** As {@link #json}, to be read. */
  String text(Optional<String> tenant) {
    return tenant.map(id -> id + ": ").orElse("") + code.map(c -> c + ": ").orElse("") + message;
  }

  private static Failure of(ErrorCode code, String message) {
    return new Failure(Optional.of(code.sqlState()), message, ExitCode.of(code));
  }

  private static Failure of(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String message = firstLine(String.valueOf(e.getMessage()));
    for (ErrorCode code : ErrorCode.values()) {
      if (code.sqlState().equals(state)) {
        return of(code, String.valueOf(e.getMessage()));
      }
    }
    boolean denied = state.startsWith("28");
    boolean out = state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    String way =
        denied
            ? " Look at --user and where the password comes from."
            : out ? " Look at the URL and whether the database runs." : "";
    return new Failure(
        Optional.of(state),
        "The database says: " + message + "." + way,
        denied ? ExitCode.DENIED : out ? ExitCode.UNAVAILABLE : ExitCode.REFUSED);
  }

  /** Drivers put hints, positions and whole statements below. */
  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
