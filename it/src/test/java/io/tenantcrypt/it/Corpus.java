package io.tenantcrypt.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the statements in {@code corpus/*.sql}. */
final class Corpus {

  private static final Path RESOURCES = Path.of("src/test/resources");

  private Corpus() {}

  static List<CorpusEntry> read() {
    return read("corpus");
  }

  /** The entries of a folder of the test's resources. */
  static List<CorpusEntry> read(String folder) {
    List<CorpusEntry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
        for (String text : split(Files.readString(file, StandardCharsets.UTF_8))) {
          entries.add(CorpusEntry.parse(file.getFileName().toString(), text));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /** The parts of a file between lines of {@code ---}. */
  static List<String> split(String text) {
    return List.of(text.split("(?m)^---\n", -1));
  }
}
