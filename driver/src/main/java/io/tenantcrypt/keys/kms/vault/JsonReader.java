package io.tenantcrypt.keys.kms.vault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) strictly: no member twice, nothing behind it. Strings stay where they are,
 * see {@link JsonText}; the YAML reader of the policy would make objects of keys and quote them in
 * its errors. Numbers that are no {@code long} are kept as a {@code Double}.
 */
final class JsonReader {

  /** Not JSON. Says where and nothing more. */
  static final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    JsonException(int at) {
      super("no JSON object; at byte " + at);
    }
  }

  /** In place of {@code null}. */
  private enum Null {
    NULL
  }

  private static final int DEPTH = 16;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final byte[] json;
  private int at;

  private JsonReader(byte[] json) {
    this.json = json;
  }

  /**
   * The object that the bytes are.
   *
   * @param json kept by the texts of the object
   */
  static JsonObject read(byte[] json) throws JsonException {
    JsonReader reader = new JsonReader(json);
    reader.space();
    Object value = reader.value(0);
    reader.space();
    if (reader.at != json.length || !(value instanceof JsonObject object)) {
      throw reader.bad();
    }
    return object;
  }

  private JsonException bad() {
    return new JsonException(at);
  }

  private int peek() {
    return at < json.length ? json[at] : -1;
  }

  private void space() {
    while (at < json.length && " \t\r\n".indexOf(json[at]) >= 0) {
      at++;
    }
  }

  private boolean taken(char next) {
    space();
    if (peek() != next) {
      return false;
    }
    at++;
    space();
    return true;
  }

  private void take(char next) throws JsonException {
    if (!taken(next)) {
      throw bad();
    }
  }

  private Object value(int depth) throws JsonException {
    if (depth > DEPTH) {
      throw bad();
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Null.NULL);
      default -> number();
    };
  }

  private JsonObject object(int depth) throws JsonException {
    Map<String, Object> members = new HashMap<>();
    take('{');
    if (!taken('}')) {
      do {
        String name = text().text();
        take(':');
        if (members.put(name, value(depth + 1)) != null) {
          throw bad();
        }
      } while (taken(','));
      take('}');
    }
    return new JsonObject(members);
  }

  private List<Object> array(int depth) throws JsonException {
    List<Object> elements = new ArrayList<>();
    take('[');
    if (!taken(']')) {
      do {
        elements.add(value(depth + 1));
      } while (taken(','));
      take(']');
    }
    return elements;
  }

  private JsonText text() throws JsonException {
    if (peek() != '"') {
      throw bad();
    }
    int from = ++at;
    while (peek() != '"') {
      int next = peek();
      if (at >= json.length || (next >= 0 && next < ' ')) {
        throw bad();
      }
      at++;
      if (next == '\\') {
        escape();
      }
    }
    return new JsonText(json, from, at++);
  }

  private void escape() throws JsonException {
    int kind = peek();
    if (kind < 0 || "\"\\/bfnrtu".indexOf(kind) < 0) {
      throw bad();
    }
    at++;
    for (int digits = kind == 'u' ? 4 : 0; digits > 0; digits--) {
      if (Character.digit(peek(), 16) < 0) {
        throw bad();
      }
      at++;
    }
  }

  private Object word(String word, Object meaning) throws JsonException {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw bad();
      }
      at++;
    }
    return meaning;
  }

  private Object number() throws JsonException {
    int from = at;
    while (peek() >= 0 && "+-.0123456789eE".indexOf(peek()) >= 0) {
      at++;
    }
    String text = new String(json, from, at - from, StandardCharsets.US_ASCII);
    if (!NUMBER.matcher(text).matches()) {
      throw bad();
    }
    boolean whole = text.length() < 19 && text.chars().noneMatch(c -> ".eE".indexOf(c) >= 0);
    return whole ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
  }
}
