package io.tenantcrypt.policy.yaml;

import org.yaml.snakeyaml.nodes.Tag;

/**
 * A scalar after its variables were replaced.
 *
 * @param text the value
 * @param tag what YAML takes it for as written
 * @param written what stands in the file, with variables by name; the only form that messages use
 */
record Scalar(String text, Tag tag, String written) {

  /** Whether a variable gave (part of) the value, so that it may stand for a number as well. */
  boolean variable() {
    return Variables.in(written);
  }

  /** Whether it is text, or stands for text by a variable. */
  boolean isText() {
    return tag.equals(Tag.STR);
  }

  /** What stands in the file, shortened and in quotes, for messages. */
  String shown() {
    String line = written.lines().findFirst().orElse("");
    return "\"" + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + "\"";
  }
}
