package io.tenantcrypt.policy.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearest {

  /** No name of the policy is nearly as long; bounds the work on hostile keys. */
  private static final int LONGEST = 64;

  private Nearest() {}

  /** {@code ; did you mean "x"?}, or nothing if no name is near. */
  static String hint(String written, Collection<String> names) {
    return of(written, names).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  /**
   * The name at the smallest edit distance, if that is at most a third of what was written, or two;
   * else the one that begins with what was written.
   */
  static Optional<String> of(String written, Collection<String> names) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String word = written.strip().toLowerCase(Locale.ROOT);
    Optional<String> best = Optional.empty();
    int bound = Math.max(2, word.length() / 3) + 1;
    for (String name : names) {
      int distance = distance(word, name.toLowerCase(Locale.ROOT));
      // A name of three letters is not "near" to one that shares none of them.
      if (distance < bound && distance < Math.max(word.length(), name.length())) {
        bound = distance;
        best = Optional.of(name);
      }
    }
    boolean abbreviated = best.isEmpty() && word.length() >= 3;
    return abbreviated ? names.stream().filter(n -> n.startsWith(word)).findFirst() : best;
  }

  /** Edits by insertion, deletion, replacement and swapping of neighbours. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
    int best = cost[i - 1][j - 1] + (equal ? 0 : 1);
    best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
