package io.tenantcrypt.it;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes a failing statement smaller: fewer and smaller decisions that fail in the same way. */
final class Shrinking {

  private static final int ATTEMPTS = 1500;

  private final RandomRun run;
  private final boolean scope;
  private final String kind;
  private int attempts;

  Shrinking(RandomRun run, boolean scope, String kind) {
    this.run = run;
    this.scope = scope;
    this.kind = kind;
  }

  RandomStatement shrink(List<Integer> made, RandomStatement failing) throws SQLException {
    List<Integer> best = made;
    RandomStatement smallest = failing;
    boolean smaller = true;
    while (smaller && attempts < ATTEMPTS) {
      smaller = false;
      for (List<Integer> candidate : candidates(best)) {
        Choices choices = Choices.again(candidate);
        RandomStatement statement = RandomSql.statement(run.dialect(), choices, scope);
        attempts++;
        if (statement.sql().length() < smallest.sql().length() && fails(statement)) {
          best = choices.made();
          smallest = statement;
          smaller = true;
          break;
        }
        if (attempts >= ATTEMPTS) {
          break;
        }
      }
    }
    return smallest;
  }

  private boolean fails(RandomStatement statement) throws SQLException {
    return run.judge(statement).filter(w -> RandomSqlIT.first(w).equals(kind)).isPresent();
  }

  private static List<List<Integer>> candidates(List<Integer> from) {
    List<List<Integer>> candidates = new ArrayList<>();
    for (int length = from.size() / 2; length > 0; length /= 2) {
      for (int at = 0; at + length <= from.size(); at += length) {
        List<Integer> without = new ArrayList<>(from.subList(0, at));
        without.addAll(from.subList(at + length, from.size()));
        candidates.add(without);
      }
    }
    for (int at = 0; at < from.size(); at++) {
      if (from.get(at) > 0) {
        List<Integer> zero = new ArrayList<>(from);
        zero.set(at, 0);
        candidates.add(zero);
      }
    }
    return candidates;
  }
}
