package io.tenantcrypt.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@link RecordingDriver} saw on its way to the server, in order. Safe for several threads.
 */
public final class Recording {

  /** What happened on a connection. */
  public enum Kind {
    /** A text was handed to the real driver to be prepared or batched. */
    PREPARED,
    /** A text with its bound values was executed. */
    EXECUTED,
    /** A row of an updatable result set was written. */
    UPDATED
  }

  /**
   * One step towards the server.
   *
   * @param connection counts the recorded connections of a name, from 1
   * @param values everything bound to the statement, in the order of the calls
   */
  public record Event(int connection, Kind kind, String sql, List<Object> values) {
    public Event {
      values = List.copyOf(values);
    }

    /** Whether the text or a value holds this text, as it is, as UTF-8 bytes or as hex. */
    public boolean holds(String text) {
      if (sql.contains(text)) {
        return true;
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      String hex = HexFormat.of().formatHex(bytes);
      return sql.toLowerCase(Locale.ROOT).contains(hex)
          || values.stream().anyMatch(value -> holds(value, text, bytes));
    }

    private static boolean holds(Object value, String text, byte[] bytes) {
      return value instanceof byte[] array
          ? Bytes.contains(array, bytes)
          : value.toString().contains(text);
    }
  }

  private static final Map<String, Recording> BY_NAME = new ConcurrentHashMap<>();

  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private int connections;

  private Recording() {}

  /** The recording of this name; an empty one if nothing was recorded under it. */
  public static Recording of(String name) {
    return BY_NAME.computeIfAbsent(name, n -> new Recording());
  }

  /** All events since the last {@link #clear}. */
  public List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /**
   * The events of one connection. A driver under test has connections of its own for catalog and
   * keys; an application's is found by a statement that only the application sends.
   *
   * @param probe the whole text of a statement that the connection has executed
   */
  public List<Event> eventsOfConnectionThatSent(String probe) {
    List<Integer> senders = new ArrayList<>();
    List<Event> all = events();
    for (Event event : all) {
      if (event.sql().equals(probe)) {
        senders.add(event.connection());
      }
    }
    return all.stream()
        .filter(e -> senders.contains(e.connection()) && !e.sql().equals(probe))
        .toList();
  }

  /** Forgets all events. */
  public void clear() {
    events.clear();
  }

  synchronized int nextConnection() {
    connections++;
    return connections;
  }

  void add(Event event) {
    events.add(event);
  }
}
