package io.tenantcrypt.policy;

import java.util.List;
import java.util.Optional;

/**
 * A stored procedure or function that may be called, and what its parameters and results hold.
 *
 * @param name as the policy names it
 * @param parameters all of them, in the routine's order; a function's return value is none
 * @param results the columns of its result set, or of a function's return value; empty where
 *     nothing is said, and then no result may be read
 */
public record RoutinePolicy(
    RoutineName name, List<Parameter> parameters, Optional<List<ResultColumn>> results) {

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

  /**
   * One column of a result.
   *
   * @param column the protected column whose cells it holds; empty where it holds none
   */
  public record ResultColumn(Optional<ColumnReference> column) {}

  public RoutinePolicy {
    parameters = List.copyOf(parameters);
    results = results.map(List::copyOf);
  }

  /** A routine of whose results nothing is said. */
  public RoutinePolicy(RoutineName name, List<Parameter> parameters) {
    this(name, parameters, Optional.empty());
  }
}
