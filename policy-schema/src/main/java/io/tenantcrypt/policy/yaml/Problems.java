package io.tenantcrypt.policy.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** What was found wrong so far in one text. */
final class Problems {

  /** Beyond this the text is no policy with mistakes but something else. */
  static final int LIMIT = 1_000;

  private final String source;
  private final List<PolicyProblem> found = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  /** Adds a problem of the text; line and column from 1. */
  void add(int line, int column, String path, String message) {
    if (found.size() < LIMIT) {
      found.add(new PolicyProblem(source, line, column, path, message));
    }
  }

  void add(Mark mark, String path, String message) {
    add(mark.getLine() + 1, mark.getColumn() + 1, path, message);
  }

  void add(Node node, String path, String message) {
    add(node.getStartMark(), path, message);
  }

  /**
   * Goes on only if nothing was found.
   *
   * @throws PolicyException with all that was found, in the order of the text
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(
          Comparator.comparingInt(PolicyProblem::line).thenComparingInt(PolicyProblem::column));
      throw new PolicyException(found);
    }
  }
}
