package io.tenantcrypt.it.frameworks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The statements that a framework sent, from {@code captured/<name>.sql}: parts between lines of
 * {@code ---}; the first part says the mode; each other has one line {@code # accept} or {@code #
 * refuse <SQLState> <why>}, then the text.
 */
final class Captured {

  private static final Path FOLDER = Path.of("src/test/resources/captured");
  private static final String SEPARATOR = "---\n";

  /** What is expected of a statement: nothing, or a refusal. */
  record Expectation(Optional<String> state, String why) {

    static final Expectation ACCEPTED = new Expectation(Optional.empty(), "");

    static Expectation parse(String line) {
      String[] words = line.split(" ", 4);
      return words[1].equals("accept")
          ? ACCEPTED
          : new Expectation(Optional.of(words[2]), words[3]);
    }

    String line() {
      return state.map(s -> "# refuse " + s + " " + why).orElse("# accept");
    }
  }

  private final String name;
  private final String mode;
  private final Map<String, Expectation> statements;

  private Captured(String name, String mode, Map<String, Expectation> statements) {
    this.name = name;
    this.mode = mode;
    this.statements = statements;
  }

  /** The committed file, or an empty one where there is none. */
  static Captured read(String name, String mode) {
    Path file = FOLDER.resolve(name + ".sql");
    return Files.exists(file) ? parse(file) : new Captured(name, mode, Map.of());
  }

  /** All committed files. */
  static List<Captured> readAll() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(f -> f.toString().endsWith(".sql"))
          .sorted()
          .map(Captured::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Captured parse(Path file) {
    try {
      String[] parts =
          Files.readString(file, StandardCharsets.UTF_8).split("(?m)^" + SEPARATOR, -1);
      Map<String, Expectation> statements = new TreeMap<>();
      for (int i = 1; i < parts.length; i++) {
        int end = parts[i].indexOf('\n');
        statements.put(
            parts[i].substring(end + 1, parts[i].length() - 1),
            Expectation.parse(parts[i].substring(0, end)));
      }
      String name = file.getFileName().toString().replace(".sql", "");
      return new Captured(name, parts[0].strip().replace("# mode ", ""), statements);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what was sent now; what was expected of a statement before is kept. */
  void write(Collection<String> sent, Function<String, Expectation> judge) {
    List<String> parts = new ArrayList<>();
    parts.add("# mode " + mode + "\n");
    for (String sql : sent.stream().distinct().sorted().toList()) {
      Expectation expectation =
          statements.containsKey(sql) ? statements.get(sql) : judge.apply(sql);
      parts.add(expectation.line() + "\n" + sql + "\n");
    }
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name + ".sql"), String.join(SEPARATOR, parts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is expected of a statement; a statement that is not in the file must be taken. */
  Expectation expectation(String sql) {
    return statements.getOrDefault(sql, Expectation.ACCEPTED);
  }

  Map<String, Expectation> statements() {
    return statements;
  }

  String name() {
    return name;
  }

  String mode() {
    return mode;
  }
}
