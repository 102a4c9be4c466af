package io.tenantcrypt.policy.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.reader.StreamReader;

/** The characters of a policy: bounded, and free of what no text file holds. */
final class SourceText {

  /**
   * Characters. A policy of ten thousand columns has half of it, and the parser's time grows with
   * the square of a single scalar's length.
   */
  static final int LONGEST = 1024 * 1024;

  private SourceText() {}

  /** Reads up to just beyond the bound, so that {@link #check} sees whether it was passed. */
  static String read(Reader reader) {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    try {
      int count = reader.read(buffer);
      while (count >= 0 && text.length() <= LONGEST) {
        text.append(buffer, 0, count);
        count = reader.read(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The text without its byte order mark. */
  static String check(String text, Problems problems) {
    if (text.length() > LONGEST) {
      problems.add(1, 1, "", "a policy has at most " + LONGEST + " characters");
      problems.throwIfAny();
    }
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int line = 1;
    int column = 1;
    for (int at = 0; at < bare.length(); at += Character.charCount(bare.codePointAt(at))) {
      int c = bare.codePointAt(at);
      if (!StreamReader.isPrintable(c)) {
        problems.add(
            line,
            column,
            "",
            String.format(
                "the character U+%04X may not stand in YAML; save the file as UTF-8 text", c));
      }
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
    problems.throwIfAny();
    return bare;
  }
}
