package io.tenantcrypt.it.surface;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The differences between the driver and the real one that are right: {@code
 * surface/differences.txt}, read for one direction. A line is
 *
 * <pre>
 * get | database-connector | getter | logical type | value class | reason in words
 * set | database-connector | setter | logical type | value class | reason in words
 * </pre>
 *
 * where the four middle fields are patterns in which {@code *} stands for any text and {@code a,b}
 * for either. Empty lines and lines that begin with {@code #} are remarks. A matrix asks {@link
 * #allows} for each difference that it meets, and demands at its end that {@link #unmatched} is
 * empty. Safe for several threads.
 */
public final class Differences {

  private static final String RESOURCE = "/surface/differences.txt";
  private static final Set<String> DIRECTIONS = Set.of("get", "set");

  private record Line(int number, String text, List<Pattern> patterns) {

    boolean matches(List<String> what) {
      for (int i = 0; i < what.size(); i++) {
        if (!patterns.get(i).matcher(what.get(i)).matches()) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Line> lines;
  private final Set<Line> matched = ConcurrentHashMap.newKeySet();

  private Differences(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * The listed differences of one direction.
   *
   * @param direction {@code get} or {@code set}
   * @throws IllegalStateException if a line of the file has not this form
   */
  public static Differences of(String direction) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String text : text()) {
      number++;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      String[] fields = text.split("\\|", -1);
      if (fields.length != 6 || !DIRECTIONS.contains(fields[0].strip()) || fields[5].isBlank()) {
        throw new IllegalStateException(
            RESOURCE + ":" + number + ": six fields with a direction and a reason are wanted");
      }
      if (fields[0].strip().equals(direction)) {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 1; i < 5; i++) {
          patterns.add(pattern(fields[i].strip()));
        }
        lines.add(new Line(number, text, List.copyOf(patterns)));
      }
    }
    return new Differences(lines);
  }

  private static Pattern pattern(String field) {
    String alternatives =
        Pattern.compile(",")
            .splitAsStream(field)
            .map(
                alternative ->
                    Pattern.compile("\\*")
                        .splitAsStream(alternative.strip() + "\0")
                        .map(part -> part.replace("\0", ""))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
            .collect(Collectors.joining("|"));
    return Pattern.compile("(?:" + alternatives + ")", Pattern.DOTALL);
  }

  private static List<String> text() {
    try (InputStream in = Differences.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, RESOURCE), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this difference is listed; every line that lists it counts as matched. */
  public boolean allows(String database, String accessor, String type, String valueClass) {
    List<String> what = List.of(database, accessor, type, valueClass);
    boolean listed = false;
    for (Line line : lines) {
      if (line.matches(what)) {
        matched.add(line);
        listed = true;
      }
    }
    return listed;
  }

  /** The lines that no difference has matched so far, each with its number. */
  public List<String> unmatched() {
    return lines.stream()
        .filter(line -> !matched.contains(line))
        .map(line -> RESOURCE + ":" + line.number() + ": " + line.text())
        .toList();
  }
}
