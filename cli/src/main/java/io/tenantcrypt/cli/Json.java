package io.tenantcrypt.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object for a line of output, its members in the order they are put. Empty options are
 * left out. For one thread.
 */
final class Json {

  private final Map<String, Object> members = new LinkedHashMap<>();

  /** An object whose member {@code type} says what it is. */
  static Json of(String type) {
    return new Json().put("type", type);
  }

  /**
   * Puts a member.
   *
   * @param value a text, number, truth value, {@code Json}, collection or option of these; enums in
   *     lower case, all else by its text
   */
  Json put(String name, Object value) {
    if (value instanceof Optional<?> option) {
      option.ifPresent(present -> members.put(name, present));
    } else {
      members.put(name, value);
    }
    return this;
  }

  /** As one line. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          out.append(out.length() == 1 ? "" : ",");
          quote(name, out);
          out.append(':');
          write(value, out);
        });
    return out.append('}').toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Number || value instanceof Boolean || value instanceof Json) {
      out.append(value);
    } else if (value instanceof Collection<?> elements) {
      out.append('[');
      String between = "";
      for (Object element : elements) {
        out.append(between);
        write(element, out);
        between = ",";
      }
      out.append(']');
    } else if (value instanceof Enum<?> word) {
      quote(word.name().toLowerCase(Locale.ROOT), out);
    } else {
      quote(value.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
