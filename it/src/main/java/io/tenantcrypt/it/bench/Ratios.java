package io.tenantcrypt.it.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/** The results as a Markdown table of ratios. */
final class Ratios {

  private static final String BEGIN = "<!-- benchmarks:begin -->";
  private static final String END = "<!-- benchmarks:end -->";
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final String NONE = "–";

  private record Figure(double cpu, double wall, double bytes) {}

  private final Map<String, Map<Way, Figure>> figures = new TreeMap<>();

  Ratios(Collection<RunResult> results) {
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      String key =
          benchmark.substring(benchmark.lastIndexOf('.') + 1)
              + " | "
              + result.getParams().getParam("target").toLowerCase(Locale.ROOT)
              + " | "
              + result.getParams().getParam("tenants")
              + " / "
              + result.getParams().getThreads();
      figures
          .computeIfAbsent(key, k -> new EnumMap<>(Way.class))
          .put(
              Way.valueOf(result.getParams().getParam("way")),
              new Figure(
                  secondary(result, CpuTime.NAME),
                  result.getPrimaryResult().getScore(),
                  secondary(result, ALLOCATION)));
    }
  }

  private static double secondary(RunResult result, String figure) {
    for (String name : result.getSecondaryResults().keySet()) {
      if (name.endsWith(figure)) {
        return result.getSecondaryResults().get(name).getScore();
      }
    }
    return Double.NaN;
  }

  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Made by `mvn -Pbenchmarks`"
            + (Boolean.getBoolean("bench.long") ? " -Dbench.long=true" : "")
            + " on "
            + System.getProperty("java.vm.name")
            + " "
            + Runtime.version()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, "
            + System.getProperty("os.arch")
            + String.format(Locale.ROOT, "; load %.1f at the end.", load()));
    lines.add("");
    lines.add(
        "| operation | target | tenants / threads | plain CPU ns | by hand CPU ns | bound CPU ns"
            + " | ours CPU ns | ours : hand, CPU | ours : bound, CPU | ours : hand, elapsed"
            + " | by hand B | bound B | ours B | ours : hand, bytes | ours : bound, bytes |");
    lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    figures.forEach((key, ways) -> lines.add(line(key, ways)));
    return lines;
  }

  private static String line(String key, Map<Way, Figure> ways) {
    Figure none = new Figure(Double.NaN, Double.NaN, Double.NaN);
    Figure plain = ways.getOrDefault(Way.PLAIN, none);
    Figure hand = ways.getOrDefault(Way.HAND, none);
    Figure bound = ways.getOrDefault(Way.BOUND, none);
    Figure ours = ways.getOrDefault(Way.OURS, none);
    return "| "
        + String.join(
            " | ",
            key,
            number(plain.cpu()),
            number(hand.cpu()),
            number(bound.cpu()),
            number(ours.cpu()),
            ratio(ours.cpu(), hand.cpu()),
            ratio(ours.cpu(), bound.cpu()),
            ratio(ours.wall(), hand.wall()),
            number(hand.bytes()),
            number(bound.bytes()),
            number(ours.bytes()),
            ratio(ours.bytes(), hand.bytes()),
            ratio(ours.bytes(), bound.bytes()))
        + " |";
  }

  /** Of the machine over the last minute: what else ran makes elapsed times longer. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String ratio(double ours, double other) {
    return Double.isNaN(ours / other) ? NONE : String.format(Locale.ROOT, "%.2f", ours / other);
  }

  /** Puts the table between the page's two marks. */
  static void writeInto(Path page, List<String> table) throws IOException {
    String text = Files.readString(page, StandardCharsets.UTF_8);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " lacks the marks between which the table belongs");
    }
    Files.writeString(
        page,
        text.substring(0, begin + BEGIN.length())
            + "\n\n"
            + String.join("\n", table)
            + "\n\n"
            + text.substring(end),
        StandardCharsets.UTF_8);
  }
}
