package io.tenantcrypt.catalog;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the definition of a view names, as H2 writes it: each name in quotes, each table and each
 * function of a user's under its schema. Names too many rather than too few.
 *
 * @param pairs every two names that a dot joins; of three, each neighbouring two
 * @param opaque whether it calls code of users, reads from elsewhere, or cannot be read
 */
record H2ViewText(Set<RelationName> pairs, boolean opaque) {

  /** A constant, or a name in quotes with what stands around it. */
  private static final Pattern PART =
      Pattern.compile("'(?:[^']|'')*+'|(U&)?\"((?:[^\"]|\"\")++)\"(\\.(?=\"))?(\\()?");

  /** Functions that read other databases and files, and what would hide the text behind it. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "\\b(?:csvread|csvwrite|file_read|file_write|link_schema|db_object_\\w+|final table|old table"
              + "|new table)\\b");

  private static final Pattern STRANGE = Pattern.compile("[`'\"]|/\\*|--|//");

  H2ViewText {
    pairs = Set.copyOf(pairs);
  }

  static H2ViewText read(String text, Reading.H2 reading, Set<String> routines) {
    Set<RelationName> pairs = new HashSet<>();
    boolean opaque = false;
    StringBuilder rest = new StringBuilder(text.length());
    Matcher part = PART.matcher(text);
    String before = "";
    int from = 0;
    while (part.find()) {
      rest.append(text, from, part.start()).append(' ');
      boolean joined = !before.isEmpty() && from == part.start();
      from = part.end();
      String written = part.group(2);
      if (written == null) {
        before = "";
        continue;
      }
      String name = reading.swap(written.replace("\"\"", "\""));
      boolean called = part.group(4) != null;
      opaque |= part.group(1) != null || (called && (joined || routines.contains(name)));
      if (joined) {
        pairs.add(new RelationName(before, name));
      }
      before = part.group(3) == null ? "" : name;
    }
    rest.append(text, from, text.length());
    String words = rest.toString().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    opaque |= ELSEWHERE.matcher(words).find() || STRANGE.matcher(words).find();
    return new H2ViewText(pairs, opaque);
  }
}
