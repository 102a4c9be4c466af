package io.tenantcrypt.keys.store;

import java.util.Base64;

/**
 * Reads what {@link JsonLine} writes, member by member in that order. Anything else, such as a
 * space or a further member, is an {@link IllegalArgumentException}: what is sealed has one form.
 * Not safe for threads.
 */
final class JsonLineReader {

  /** The name of the first member of each line. */
  static final String ITEM = "item";

  /** No line that is written comes near it. */
  private static final int LONGEST_NUMBER = 19;

  private final String line;
  private int at;

  JsonLineReader(String line) {
    this.line = line;
  }

  String text(String name) {
    take(at == 0 ? '{' : ',');
    if (!quoted().equals(name)) {
      throw bad();
    }
    take(':');
    return quoted();
  }

  long number(String name) {
    take(at == 0 ? '{' : ',');
    if (!quoted().equals(name)) {
      throw bad();
    }
    take(':');
    int from = at;
    while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      at++;
    }
    String digits = line.substring(from, at);
    if (digits.isEmpty()
        || digits.length() > LONGEST_NUMBER
        || (digits.length() > 1 && digits.charAt(0) == '0')) {
      throw bad();
    }
    return Long.parseLong(digits);
  }

  byte[] bytes(String name) {
    return Base64.getDecoder().decode(text(name));
  }

  /** Nothing follows. */
  void end() {
    take('}');
    if (at != line.length()) {
      throw bad();
    }
  }

  private String quoted() {
    take('"');
    StringBuilder text = new StringBuilder();
    while (next() != '"') {
      char c = line.charAt(at++);
      text.append(c == '\\' ? escaped() : c);
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char c = next();
    at++;
    if (c == '"' || c == '\\') {
      return c;
    }
    if (c != 'u' || at + 4 > line.length()) {
      throw bad();
    }
    at += 4;
    return (char) Integer.parseInt(line, at - 4, at, 16);
  }

  private void take(char expected) {
    if (next() != expected) {
      throw bad();
    }
    at++;
  }

  private char next() {
    if (at >= line.length()) {
      throw bad();
    }
    return line.charAt(at);
  }

  private IllegalArgumentException bad() {
    return new IllegalArgumentException("not as it was written, at character " + (at + 1));
  }
}
