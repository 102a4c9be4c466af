package io.tenantcrypt.keys.store;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tenant's attributes as one column: a line {@code name=value} each, sorted by name. */
final class Attributes {

  private Attributes() {}

  static String format(SortedMap<String, String> attributes) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : attributes.entrySet()) {
      text.append(entry.getKey()).append('=').append(entry.getValue()).append('\n');
    }
    return text.toString();
  }

  /** Reads what {@link #format} wrote. */
  static SortedMap<String, String> parse(String text) {
    SortedMap<String, String> attributes = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        attributes.put(line.substring(0, equals), line.substring(equals + 1));
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException("A line of a tenant's attributes has no name");
      }
    }
    return attributes;
  }
}
