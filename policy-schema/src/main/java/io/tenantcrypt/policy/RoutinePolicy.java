package io.tenantcrypt.policy;

import java.util.List;
import java.util.Optional;

/**
 * A stored procedure or function that may be called, and what its parameters hold.
 *
 * @param name as the policy names it
 * @param parameters all of them, in the routine's order
 */
public record RoutinePolicy(RoutineName name, List<Parameter> parameters) {

  /** Which way a parameter's value goes. */
  public enum Mode {
    IN,
    OUT,
    INOUT
  }

  /**
   * One parameter.
   *
   * @param name the parameter's name, or empty where only its position matters
   * @param mode which way its value goes
   * @param tenant whether it holds the tenant, so that it must be the session's
   * @param column the protected column as which its value is sealed and opened; empty for a value
   *     that goes as it is
   */
  public record Parameter(
      Optional<String> name, Mode mode, boolean tenant, Optional<ColumnReference> column) {}

  public RoutinePolicy {
    parameters = List.copyOf(parameters);
  }
}
