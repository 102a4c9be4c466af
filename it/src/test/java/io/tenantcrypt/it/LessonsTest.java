package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each thing that others get wrong has, for each kind of server, entries in its corpus or tests
 * that are there, or a reason why it cannot occur.
 */
class LessonsTest {

  private static final String POSTGRES = "corpus";
  private static final List<Path> SOURCES =
      List.of(Path.of("src/test/java"), Path.of("../driver/src/test/java"));

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, "corpus-mysql", "corpus-h2"})
  void lessons_eachRow_hasEntriesOrTestsThatExist(String corpus) throws IOException {
    Map<String, List<String>> rows = rows(corpus);
    Set<String> titles =
        Corpus.read(corpus).stream()
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
            boolean there =
                switch (proof.charAt(0)) {
                  case '-' -> titles.contains(name);
                  case '+' -> isTest(name);
                  default -> !corpus.equals(POSTGRES); // the reason why it cannot occur
                };
            if (!there) {
              missing.add(row + ": " + name);
            }
          }
        });

    assertThat(rows).hasSizeGreaterThan(50);
    assertThat(missing).isEmpty();
  }

  @Test
  void lessons_ofEachKindOfServer_areTheSameRows() throws IOException {
    List<String> expected = List.copyOf(rows(POSTGRES).keySet());

    assertThat(rows("corpus-mysql").keySet()).containsExactlyElementsOf(expected);
    assertThat(rows("corpus-h2").keySet()).containsExactlyElementsOf(expected);
  }

  private static Map<String, List<String>> rows(String corpus) throws IOException {
    Path file = Path.of("src/test/resources", corpus, "lessons.txt");
    Map<String, List<String>> rows = new LinkedHashMap<>();
    List<String> proofs = new ArrayList<>();
    boolean header = true;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (header) {
        header = !line.isBlank();
      } else if (line.startsWith("- ") || line.startsWith("+ ") || line.startsWith("! ")) {
        proofs.add(line);
      } else if (!line.isBlank()) {
        proofs = new ArrayList<>();
        assertThat(rows.put(line, proofs)).as("a row twice: %s", line).isNull();
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
          String text = Files.readString(file);
          if (parts.length == 1
              || text.contains("void " + parts[1] + "(")
              || text.contains("Stream<DynamicTest> " + parts[1] + "(")) {
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
