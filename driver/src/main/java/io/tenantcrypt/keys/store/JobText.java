package io.tenantcrypt.keys.store;

import java.util.SortedMap;
import java.util.TreeMap;

/** What a job holds as one column: as {@link Attributes}, with values of several lines too. */
final class JobText {

  private JobText() {}

  static String format(SortedMap<String, String> values) {
    SortedMap<String, String> escaped = new TreeMap<>();
    values.forEach(
        (name, value) -> escaped.put(name, value.replace("\\", "\\\\").replace("\n", "\\n")));
    return Attributes.format(escaped);
  }

  /** Reads what {@link #format} wrote. */
  static SortedMap<String, String> parse(String text) {
    SortedMap<String, String> values = Attributes.parse(text);
    values.replaceAll((name, value) -> unescaped(value));
    return values;
  }

  private static String unescaped(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (++i < value.length()) {
        out.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
      } else {
        throw new IllegalArgumentException("A value of a job ends in the midst of an escape");
      }
    }
    return out.toString();
  }
}
