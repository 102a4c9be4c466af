package io.tenantcrypt;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The known name that an unknown one was probably meant to be.
 *
 * @param name one of the known
 * @param distance how many letters differ, by insertion, removal or replacement; case does not
 *     count
 */
record NearestName(String name, int distance) {

  static NearestName among(String unknown, List<String> known) {
    return known.stream()
        .map(name -> new NearestName(name, distance(unknown, name)))
        .min(Comparator.comparingInt(NearestName::distance))
        .orElseThrow();
  }

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
