package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ParameterSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes of the original text at token positions; the tree is never printed back. */
final class Edits {

  private record Edit(int start, int end, String text, List<ParameterSlot> slots, int order) {}

  private final List<Edit> edits = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Replaces a range; each {@code ?} of {@code text} is one slot, in order. */
  void replace(int start, int end, String text, List<ParameterSlot> slots) {
    edits.add(new Edit(start, end, text, List.copyOf(slots), edits.size()));
  }

  void insert(int offset, String text, List<ParameterSlot> slots) {
    replace(offset, offset, text, slots);
  }

  /** Notes what the application is to be told of the changes. */
  void warn(String warning) {
    warnings.add(warning);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  boolean changesText() {
    return edits.stream().anyMatch(e -> e.start() != e.end() || !e.text().isEmpty());
  }

  /** A parameter of the original text that stays where it is. */
  void keep(int offset, ParameterSlot slot) {
    edits.add(new Edit(offset, offset, "", List.of(slot), edits.size()));
  }

  /** The text with all changes, and its physical parameters in order. */
  Result apply(String sql) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::order));
    StringBuilder text = new StringBuilder(sql.length() + 64);
    List<ParameterSlot> slots = new ArrayList<>();
    int from = 0;
    for (Edit edit : sorted) {
      if (edit.start() < from) {
        throw Refusal.unsupported("two changes of the text overlap", edit.start() + 1);
      }
      text.append(sql, from, edit.start()).append(edit.text());
      slots.addAll(edit.slots());
      from = edit.end();
    }
    return new Result(text.append(sql, from, sql.length()).toString(), List.copyOf(slots));
  }

  record Result(String sql, List<ParameterSlot> slots) {}
}
