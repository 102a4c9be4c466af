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
 * The closed list of what a server has built in and a statement may use, kept as data in {@code
 * …-known.txt}; and of what takes SQL or names of tables, reads files, or shows other tenants'
 * values, kept in {@code …-denied.txt}. What a newer server adds is on neither.
 */
final class BuiltIns {

  private final Map<String, Set<String>> known;
  private final Map<String, Set<String>> denied;

  /**
   * The lists of one product.
   *
   * @param product what the names of their files begin with
   */
  BuiltIns(String product) {
    known = read(product + "-known.txt");
    denied = read(product + "-denied.txt");
  }

  /** Whether a function may be called. */
  boolean callable(String name) {
    return known.getOrDefault("call", Set.of()).contains(name) && !deniedFunction(name);
  }

  /** Whether somebody has looked at a function, whatever came of it. */
  boolean classified(String name) {
    return callable(name)
        || deniedFunction(name)
        || known.getOrDefault("server", Set.of()).contains(name);
  }

  /**
   * Whether a name stands in a list of the product's own.
   *
   * @param list the word before the names
   */
  boolean listed(String list, String name) {
    return known.getOrDefault(list, Set.of()).contains(name);
  }

  /** Whether a relation of the system may be read. */
  boolean readable(String name) {
    return known.getOrDefault("relation", Set.of()).contains(name) && !deniedRelation(name);
  }

  /** Whether a function takes SQL, reads files, or shows others' values. */
  boolean deniedFunction(String name) {
    return matches("function", name);
  }

  /** Whether a relation shows others' values. */
  boolean deniedRelation(String name) {
    return matches("relation", name);
  }

  /** The entries of functions that are denied. */
  Set<String> deniedFunctions() {
    return denied.getOrDefault("function", Set.of());
  }

  // An entry that ends in * denies every name that begins so.
  private boolean matches(String list, String name) {
    Set<String> entries = denied.getOrDefault(list, Set.of());
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
        Objects.requireNonNull(BuiltIns.class.getResourceAsStream(resource), resource)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(line -> add(resource, line.split("\\s+", -1), lists));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(lists);
  }

  private static void add(String resource, String[] words, Map<String, Set<String>> lists) {
    Set<String> list = lists.computeIfAbsent(words[0], k -> new HashSet<>());
    for (int i = 1; i < words.length; i++) {
      if (!list.add(words[i])) {
        throw new IllegalStateException(resource + " lists a name twice: " + words[i]);
      }
    }
  }
}
