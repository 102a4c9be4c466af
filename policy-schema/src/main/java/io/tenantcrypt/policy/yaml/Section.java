package io.tenantcrypt.policy.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys the schema names; others are reported with the nearest name. */
final class Section {

  private final Value value;
  private final Map<String, Value.Entry> entries;

  private Section(Value value, Map<String, Value.Entry> entries) {
    this.value = value;
    this.entries = entries;
  }

  static Section of(Value value, String... known) {
    Section section = new Section(value, value.entries());
    List<String> names = List.of(known);
    section.entries.forEach(
        (name, entry) -> {
          if (!names.contains(name)) {
            entry.key().problem(unknown(name, names));
          }
        });
    return section;
  }

  private static String unknown(String name, List<String> names) {
    if (name.equals("<<")) {
      return "merge keys (\"<<\") are not allowed; write the keys out";
    }
    if (name.matches("[ 0-9]+\\)") && names.contains("type")) {
      return "within braces a type with a comma needs quotes, as in \"decimal(10,2)\"";
    }
    String hint = Nearest.hint(name, names);
    return "unknown key" + (hint.isEmpty() ? "; known are " + String.join(", ", names) : hint);
  }

  Optional<Value> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Value.Entry::value);
  }

  /** The same, reporting its absence. */
  Optional<Value> require(String key) {
    Optional<Value> found = get(key);
    // A value that is no mapping was reported already.
    if (found.isEmpty() && value.isMapping()) {
      value.problem("the key \"" + key + "\" is missing");
    }
    return found;
  }
}
