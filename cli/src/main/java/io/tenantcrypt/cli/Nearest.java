package io.tenantcrypt.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known name that an unknown one was probably meant to be. */
final class Nearest {

  private Nearest() {}

  static Optional<String> to(String unknown, List<String> known) {
    int most = Math.max(1, unknown.replaceFirst("^-+", "").length() / 2);
    return known.stream()
        .filter(name -> distance(unknown, name) <= most)
        .min(Comparator.comparingInt(name -> distance(unknown, name)));
  }

  /** How many letters differ, by insertion, removal or replacement; case does not count. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
