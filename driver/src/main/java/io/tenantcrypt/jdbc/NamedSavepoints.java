package io.tenantcrypt.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * The savepoints that a transaction set by SQL text, and how many changes of the catalog there were
 * at each. A name may be set again; the later one hides the earlier. For one thread.
 */
final class NamedSavepoints {

  private record Mark(String name, int changes) {}

  private final List<Mark> marks = new ArrayList<>();

  void set(String name, int changes) {
    marks.add(new Mark(name, changes));
  }

  /** Forgets a savepoint and those after it. */
  void release(String name) {
    int index = last(name);
    if (index >= 0) {
      marks.subList(index, marks.size()).clear();
    }
  }

  /**
   * Forgets those after a savepoint, which itself stays.
   *
   * @return how many changes there were, or -1 if nobody set it by text
   */
  int rolledBackTo(String name) {
    int index = last(name);
    if (index < 0) {
      return -1;
    }
    marks.subList(index + 1, marks.size()).clear();
    return marks.get(index).changes();
  }

  void clear() {
    marks.clear();
  }

  private int last(String name) {
    for (int i = marks.size() - 1; i >= 0; i--) {
      if (marks.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
