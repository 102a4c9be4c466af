package io.tenantcrypt.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The built-ins of PostgreSQL that take SQL or names of tables, read files, or show other tenants'
 * values, kept as data in {@code postgresql-denied.txt}.
 */
final class Denied {

  private static final Map<String, Set<String>> LISTS = read("postgresql-denied.txt");

  private Denied() {}

  static boolean function(String name) {
    return matches("function", name);
  }

  static boolean relation(String name) {
    return matches("relation", name);
  }

  static Set<String> functions() {
    return LISTS.getOrDefault("function", Set.of());
  }

  // An entry that ends in * denies every name that begins so.
  private static boolean matches(String list, String name) {
    Set<String> entries = LISTS.getOrDefault(list, Set.of());
    if (entries.contains(name)) {
      return true;
    }
    for (int end = name.length(); end > 0; end--) {
      if (entries.contains(name.substring(0, end) + "*")) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Set<String>> read(String resource) {
    Map<String, Set<String>> lists = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(Denied.class.getResourceAsStream(resource), resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(
              line -> {
                String[] words = line.split("\\s+", 2);
                lists.computeIfAbsent(words[0], k -> new HashSet<>()).add(words[1]);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lists;
  }
}
