package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each thing that others get wrong has entries in the corpus, or tests, that are there. */
class LessonsTest {

  private static final Path FILE = Path.of("src/test/resources/corpus/lessons.txt");
  private static final List<Path> SOURCES =
      List.of(Path.of("src/test/java"), Path.of("../driver/src/test/java"));

  @Test
  void lessons_eachRow_hasEntriesOrTestsThatExist() throws IOException {
    Map<String, List<String>> rows = rows();
    Set<String> titles =
        Corpus.read().stream()
            .map(entry -> entry.title().replaceFirst("^(accept|refuse TC\\d+) ", ""))
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    rows.forEach(
        (row, proofs) -> {
          if (proofs.isEmpty()) {
            missing.add(row + ": nothing holds it");
          }
          for (String proof : proofs) {
            String name = proof.substring(2);
            boolean there = proof.startsWith("- ") ? titles.contains(name) : isTest(name);
            if (!there) {
              missing.add(row + ": " + name);
            }
          }
        });

    assertThat(rows).hasSizeGreaterThan(50);
    assertThat(missing).isEmpty();
  }

  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new HashMap<>();
    List<String> proofs = new ArrayList<>();
    for (String line : Files.readAllLines(FILE, StandardCharsets.UTF_8)) {
      if (line.startsWith("- ") || line.startsWith("+ ")) {
        proofs.add(line);
      } else if (!line.isBlank() && !line.startsWith("# W") && !line.startsWith("# A")) {
        proofs = new ArrayList<>();
        rows.put(line, proofs);
      }
    }
    return rows;
  }

  private static boolean isTest(String name) {
    String[] parts = name.split("\\.", 2);
    for (Path source : SOURCES) {
      try (Stream<Path> files = Files.walk(source)) {
        List<Path> found = files.filter(f -> f.endsWith(parts[0] + ".java")).toList();
        for (Path file : found) {
          if (parts.length == 1 || Files.readString(file).contains("void " + parts[1] + "(")) {
            return true;
          }
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return false;
  }
}
