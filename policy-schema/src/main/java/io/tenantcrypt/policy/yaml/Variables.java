package io.tenantcrypt.policy.yaml;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces variables in a text: a dollar sign and a name in braces, with or without a default after
 * a colon. A doubled dollar sign before a brace stands for one.
 */
final class Variables {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private final Function<String, @Nullable String> source;

  Variables(Function<String, @Nullable String> source) {
    this.source = source;
  }

  /** A text that cannot be replaced; the message names the variable and holds no value. */
  static final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    Unresolved(String message) {
      super(message);
    }
  }

  /** Whether {@link #replace} would change the text or refuse it. */
  static boolean in(String text) {
    return text.contains("${");
  }

  /** The text with each variable's value, which is not itself looked through again. */
  String replace(String text) throws Unresolved {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        out.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int end = end(text, at + 2);
        out.append(value(text.substring(at + 2, end)));
        at = end + 1;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  /** Where the closing brace is. A default may hold pairs of braces, as KEK templates do. */
  private static int end(String text, int from) throws Unresolved {
    boolean inner = false;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '{') {
        if (inner) {
          break;
        }
        inner = true;
      } else if (c == '}') {
        if (!inner) {
          return at;
        }
        inner = false;
      }
    }
    throw new Unresolved(
        "\"${\" without its closing brace; write \"$${\" where the characters themselves are"
            + " meant");
  }

  private String value(String reference) throws Unresolved {
    int colon = reference.indexOf(':');
    String name = colon < 0 ? reference : reference.substring(0, colon);
    if (!NAME.matcher(name).matches()) {
      throw new Unresolved(
          "a variable is written ${NAME} or ${NAME:default}, its name of letters, digits, \"_\""
              + " and \".\"");
    }
    String value = source.apply(name);
    if (value != null) {
      return value;
    }
    if (colon < 0) {
      throw new Unresolved(
          "the variable "
              + name
              + " is not set and has no default; set it, or write ${"
              + name
              + ":default}");
    }
    String preset = reference.substring(colon + 1);
    if (in(preset)) {
      throw new Unresolved("the default of the variable " + name + " holds another variable");
    }
    return preset;
  }
}
