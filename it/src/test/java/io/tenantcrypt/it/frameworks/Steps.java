package io.tenantcrypt.it.frameworks;

import java.lang.reflect.Array;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an application does, by name and in order.
 *
 * @param <H> what a framework gives its user within a transaction
 */
public final class Steps<H> {

  /** One thing. */
  @FunctionalInterface
  public interface Body<H> {
    /** Does it and gives what was read. */
    Object run(H handle) throws Exception;
  }

  private final Map<String, Body<H>> bodies = new LinkedHashMap<>();

  /** One more. */
  public Steps<H> add(String name, Body<H> body) {
    if (bodies.put(name, body) != null) {
      throw new IllegalArgumentException("two steps are named " + name);
    }
    return this;
  }

  /** All names. */
  public List<String> names() {
    return List.copyOf(bodies.keySet());
  }

  /** Does one. */
  public String run(String name, H handle) throws Exception {
    return text(bodies.get(name).run(handle));
  }

  /** The same text for the same value, whichever run read it. */
  static String text(Object value) {
    if (value instanceof Collection<?> all) {
      List<String> lines = new ArrayList<>();
      all.forEach(each -> lines.add(text(each)));
      return String.join("\n", lines);
    }
    if (value instanceof Stream<?> stream) {
      return text(stream.toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put(String.valueOf(key), text(each)));
      return sorted.toString();
    }
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    if (value instanceof OffsetDateTime moment) {
      return Instant.from(moment).toString();
    }
    if (value != null && value.getClass().isArray()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.add(text(Array.get(value, i)));
      }
      return parts.toString();
    }
    return String.valueOf(value);
  }
}
