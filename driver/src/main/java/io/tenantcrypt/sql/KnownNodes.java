package io.tenantcrypt.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The closed list of node classes and fields, read once from {@code known-nodes.txt}. */
final class KnownNodes {

  /** What a field may hold; no values means any. */
  record Allowed(Set<String> values) {
    boolean permits(Object value) {
      return values.isEmpty() || values.contains(value.toString());
    }
  }

  /** What every dialect has. */
  static final KnownNodes COMMON = new KnownNodes("known-nodes.txt");

  /** Besides, what MariaDB and MySQL have. */
  static final KnownNodes MYSQL = new KnownNodes("known-nodes.txt", "mysql-nodes.txt");

  /** Besides, what H2 has. */
  static final KnownNodes H2 = new KnownNodes("known-nodes.txt", "h2-nodes.txt");

  private final Map<String, Map<String, Allowed>> nodes = new HashMap<>();

  private KnownNodes(String... resources) {
    for (String resource : resources) {
      read(resource).forEach(this::widen);
    }
  }

  private void widen(String type, Map<String, Allowed> fields) {
    Map<String, Allowed> all = new HashMap<>(nodes.getOrDefault(type, Map.of()));
    all.putAll(fields);
    nodes.put(type, Map.copyOf(all));
  }

  /** The fields that are understood of a class, or null where the class is not. */
  @Nullable Map<String, Allowed> fields(Class<?> type) {
    return nodes.get(type.getSimpleName());
  }

  /** Every class that is listed. */
  Map<String, Map<String, Allowed>> all() {
    return nodes;
  }

  /** Whether a value says nothing: null, false, zero, empty. */
  static boolean isDefault(@Nullable Object value) {
    return value == null
        || Boolean.FALSE.equals(value)
        || (value instanceof Number number && number.doubleValue() == 0)
        || (value instanceof Character character && character == 0)
        || (value instanceof Collection<?> collection && collection.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Map<String, Map<String, Allowed>> read(String resource) {
    Map<String, Map<String, Allowed>> nodes = new HashMap<>();
    try (InputStream in = KnownNodes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the driver");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(line, nodes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(nodes);
  }

  private static void add(String line, Map<String, Map<String, Allowed>> nodes) {
    int colon = line.indexOf(':');
    Map<String, Allowed> fields = new HashMap<>();
    for (String field : line.substring(colon + 1).strip().split(" +", -1)) {
      int equal = field.indexOf('=');
      if (equal < 0) {
        fields.put(field, new Allowed(Set.of()));
      } else {
        fields.put(
            field.substring(0, equal),
            new Allowed(Set.of(field.substring(equal + 1).split("\\|", -1))));
      }
    }
    fields.remove("");
    if (nodes.put(line.substring(0, colon), Map.copyOf(fields)) != null) {
      throw new IllegalStateException("a class is listed twice: " + line);
    }
  }
}
