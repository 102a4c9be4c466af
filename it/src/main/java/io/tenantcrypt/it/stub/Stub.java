package io.tenantcrypt.it.stub;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What {@code jdbc:stub:<name>} answers. Statements that begin with a registered text are answered
 * from memory; all else goes to the real URL. Safe for several threads.
 */
public final class Stub {

  /** One canned answer: rows of a query, or the count of an update where there are no columns. */
  record Answer(
      String prefix,
      List<String> columns,
      List<Object[]> rows,
      Map<String, List<Object[]>> byFirstParameter) {

    boolean isQuery() {
      return !columns.isEmpty();
    }

    List<Object[]> rowsFor(@Nullable Object firstParameter) {
      if (byFirstParameter.isEmpty() || firstParameter == null) {
        return rows;
      }
      return byFirstParameter.getOrDefault(firstParameter, List.of());
    }
  }

  private static final Map<String, Stub> BY_NAME = new ConcurrentHashMap<>();

  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private volatile String realUrl = "";

  private Stub() {}

  /** The stub of this name. */
  public static Stub of(String name) {
    return BY_NAME.computeIfAbsent(name, n -> new Stub());
  }

  /** Where statements go that are not registered, and what answers for the metadata. */
  public Stub over(String url) {
    realUrl = url;
    return this;
  }

  /**
   * Registers a query.
   *
   * @param prefix how its text begins
   * @param columns the labels
   * @param rows one array a row; the arrays are not copied
   */
  public Stub answer(String prefix, List<String> columns, List<Object[]> rows) {
    answers.add(new Answer(prefix, List.copyOf(columns), List.copyOf(rows), Map.of()));
    return this;
  }

  /** Registers a query that gives other rows for each text bound to its first parameter. */
  public Stub answer(String prefix, List<String> columns, Map<String, List<Object[]>> rows) {
    answers.add(new Answer(prefix, List.copyOf(columns), List.of(), Map.copyOf(rows)));
    return this;
  }

  /** Registers a statement that changes one row. */
  public Stub accept(String prefix) {
    return answer(prefix, List.of(), List.of());
  }

  String realUrl() {
    if (realUrl.isEmpty()) {
      throw new IllegalStateException("call Stub.over first");
    }
    return realUrl;
  }

  /** A loop over a few entries: fast enough to vanish beside what is measured. */
  @Nullable Answer find(String sql) {
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      if (sql.startsWith(answer.prefix())) {
        return answer;
      }
    }
    return null;
  }
}
