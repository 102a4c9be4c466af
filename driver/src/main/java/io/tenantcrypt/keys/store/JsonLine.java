package io.tenantcrypt.keys.store;

import java.util.Base64;

/**
 * Writes one flat JSON object (RFC 8259) as one line: texts, whole numbers, bytes in base64. What
 * it writes is what {@link JsonLineReader} takes, and nothing else is. Not safe for threads.
 */
final class JsonLine {

  private final StringBuilder out = new StringBuilder();

  /** An object whose first member says what it is. */
  JsonLine(String item) {
    text(JsonLineReader.ITEM, item);
  }

  JsonLine text(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonLine number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonLine bytes(String name, byte[] value) {
    return text(name, Base64.getEncoder().encodeToString(value));
  }

  private void name(String name) {
    out.append(out.length() == 0 ? '{' : ',');
    quote(name);
    out.append(':');
  }

  private void quote(String text) {
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

  /** The line, without an end of line. */
  @Override
  public String toString() {
    return out + "}";
  }
}
