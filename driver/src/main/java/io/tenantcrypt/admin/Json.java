package io.tenantcrypt.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes JSON (RFC 8259) that is the same bytes for the same values: members in their map's order,
 * two blanks a level, one line each. Maps, lists, texts, numbers, truth values, and optionals,
 * which are null where they are empty; anything else as its text.
 */
final class Json {

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String write(Map<String, ?> object) {
    Json json = new Json();
    json.value(object, 0);
    return json.out.toString();
  }

  private void value(Object value, int depth) {
    if (value instanceof Map<?, ?> object) {
      object(object, depth);
    } else if (value instanceof List<?> array) {
      array(array, depth);
    } else if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        value(optional.get(), depth);
      } else {
        out.append("null");
      }
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      text(value.toString());
    }
  }

  private void object(Map<?, ?> object, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : object.entrySet()) {
      out.append(separator);
      line(depth + 1);
      text(member.getKey().toString());
      out.append(": ");
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    end(object.isEmpty(), depth);
    out.append('}');
  }

  private void array(List<?> array, int depth) {
    out.append('[');
    String separator = "";
    for (Object element : array) {
      out.append(separator);
      line(depth + 1);
      value(element, depth + 1);
      separator = ",";
    }
    end(array.isEmpty(), depth);
    out.append(']');
  }

  private void end(boolean empty, int depth) {
    if (!empty) {
      line(depth);
    }
  }

  private void line(int depth) {
    out.append('\n').append("  ".repeat(depth));
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
