package io.tenantcrypt.it.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** Prints numbered steps and aligned tables, in UTF-8 whatever the locale. */
final class Report {

  private static final int WIDEST = 46;
  private static final int LINE = 100;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private int step;

  void step(String title) {
    step++;
    String head = "══ " + step + ". " + title + " ";
    out.println();
    out.println(head + "═".repeat(Math.max(3, LINE - TextWidth.of(head))));
  }

  void say(String line) {
    out.println("   " + line);
  }

  void blank() {
    out.println();
  }

  void table(String caption, List<String> head, List<? extends List<String>> rows) {
    int[] widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = TextWidth.of(head.get(column));
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], TextWidth.of(shown(row, column)));
      }
    }
    out.println();
    say(caption);
    line(head, widths);
    say(rule(widths));
    rows.forEach(row -> line(row, widths));
    out.println();
  }

  private static String rule(int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int width : widths) {
      rule.append(String.join("", Collections.nCopies(width, "─"))).append("  ");
    }
    return rule.toString().stripTrailing();
  }

  private void line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = shown(cells, column);
      line.append(cell).append(" ".repeat(widths[column] - TextWidth.of(cell) + 2));
    }
    say(line.toString().stripTrailing());
  }

  private static String shown(List<String> row, int column) {
    return TextWidth.cut(row.get(column), WIDEST);
  }
}
