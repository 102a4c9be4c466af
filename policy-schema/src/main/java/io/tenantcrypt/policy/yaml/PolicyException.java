package io.tenantcrypt.policy.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be used. Its message lists all problems, a line each. */
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Not part of the serial form: a copy on another machine keeps the message. */
  private final transient List<PolicyProblem> problems;

  PolicyException(List<PolicyProblem> problems) {
    super(
        problems.stream()
            .map(PolicyProblem::toString)
            .collect(
                Collectors.joining(
                    "\n", problems.size() == 1 ? "" : problems.size() + " problems:\n", "")));
    this.problems = List.copyOf(problems);
  }

  /** All problems in the order of the text; at least one. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}
