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
 * The closed list of what PostgreSQL has built in and a statement may use, kept as data in {@code
 * postgresql-known.txt}. What a newer server adds is not on it.
 */
final class BuiltIns {

  private static final Map<String, Set<String>> LISTS = read("postgresql-known.txt");

  private BuiltIns() {}

  /** Whether a function may be called. */
  static boolean callable(String name) {
    return LISTS.getOrDefault("call", Set.of()).contains(name) && !Denied.function(name);
  }

  /** Whether somebody has looked at a function, whatever came of it. */
  static boolean classified(String name) {
    return callable(name)
        || Denied.function(name)
        || LISTS.getOrDefault("server", Set.of()).contains(name);
  }

  /** Whether a relation of the system may be read. */
  static boolean readable(String name) {
    return LISTS.getOrDefault("relation", Set.of()).contains(name) && !Denied.relation(name);
  }

  private static Map<String, Set<String>> read(String resource) {
    Map<String, Set<String>> lists = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(BuiltIns.class.getResourceAsStream(resource), resource)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(line.split(" ", -1), lists));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(lists);
  }

  private static void add(String[] words, Map<String, Set<String>> lists) {
    Set<String> list = lists.computeIfAbsent(words[0], k -> new HashSet<>());
    for (int i = 1; i < words.length; i++) {
      if (!list.add(words[i])) {
        throw new IllegalStateException("postgresql-known.txt lists a name twice: " + words[i]);
      }
    }
  }
}
