package io.tenantcrypt.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The driver's closed lists of built-ins, read as data from its jar. */
final class Classified {

  private static final String FOLDER = "/io/tenantcrypt/sql/";

  private final Map<String, Set<String>> known;
  private final Map<String, Set<String>> denied;

  /** PostgreSQL's. */
  Classified() {
    this("postgresql");
  }

  /**
   * Those of a product.
   *
   * @param product what the names of their files begin with
   */
  Classified(String product) {
    known = read(product + "-known.txt");
    denied = read(product + "-denied.txt");
  }

  /** Whether a name stands in a list of the product's own. */
  boolean listed(String list, String name) {
    return known.getOrDefault(list, Set.of()).contains(name);
  }

  /** Whether a function may be called. */
  boolean callable(String function) {
    return known.getOrDefault("call", Set.of()).contains(function)
        && !isDenied("function", function);
  }

  /** Whether somebody decided about a function. */
  boolean function(String name) {
    return callable(name)
        || known.getOrDefault("server", Set.of()).contains(name)
        || isDenied("function", name);
  }

  /** Whether somebody decided about a relation of the system. */
  boolean relation(String name) {
    return known.getOrDefault("relation", Set.of()).contains(name) || isDenied("relation", name);
  }

  /** The names of the functions that are listed one by one. */
  Set<String> functions() {
    Set<String> all = new HashSet<>(known.getOrDefault("call", Set.of()));
    all.addAll(known.getOrDefault("server", Set.of()));
    return all;
  }

  /** The columns of functions in FROM; none of those whose one column is named like the alias. */
  Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new HashMap<>();
    lines("postgresql-columns.txt")
        .forEach(words -> columns.put(words.get(0), words.subList(1, words.size())));
    return columns;
  }

  private boolean isDenied(String kind, String name) {
    return denied.getOrDefault(kind, Set.of()).stream()
        .anyMatch(
            entry ->
                entry.endsWith("*")
                    ? name.startsWith(entry.substring(0, entry.length() - 1))
                    : name.equals(entry));
  }

  private static Map<String, Set<String>> read(String resource) {
    Map<String, Set<String>> lists = new HashMap<>();
    lines(resource)
        .forEach(
            words ->
                lists
                    .computeIfAbsent(words.get(0), k -> new HashSet<>())
                    .addAll(words.subList(1, words.size())));
    return lists;
  }

  private static List<List<String>> lines(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Classified.class.getResourceAsStream(FOLDER + resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.strip().split("\\s+", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
