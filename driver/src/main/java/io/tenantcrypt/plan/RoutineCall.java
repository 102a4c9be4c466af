package io.tenantcrypt.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a call of a routine that the policy describes takes and gives back.
 *
 * @param routine with its schema, for messages
 * @param arguments the application's parameters, in their order
 * @param results what the columns of its result hold; empty where the policy does not say it, so
 *     that no result may be read
 */
public record RoutineCall(
    String routine, List<Argument> arguments, Optional<List<OutputColumn>> results) {

  /** Which way a parameter's value goes. */
  public enum Mode {
    IN,
    OUT,
    INOUT
  }

  /**
   * A parameter of the application.
   *
   * @param name as the policy names it
   * @param position of the parameter in the text that is sent, from 1
   * @param column whose cells it takes and gives; empty where its value goes as it is
   */
  public record Argument(
      Optional<String> name, Mode mode, int position, Optional<ProtectedColumn> column) {}

  public RoutineCall {
    arguments = List.copyOf(arguments);
    results = results.map(List::copyOf);
  }

  /** Whether a parameter gives something back. */
  public boolean givesBack() {
    return arguments.stream().anyMatch(a -> a.mode() != Mode.IN);
  }
}
