package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.policy.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the book and the example files show is what the loader takes. */
class WrittenExamplesTest {

  private static final Path REFERENCE = Path.of("../src/site/markdown/policy-reference.md");
  private static final Path FILES = Path.of("../src/examples/policies");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  /** The keys that the reference says it leaves out. */
  private static final String HEAD =
      """
      version: 1
      deployment: 5e0c1d7a94b84f2f9b3ac6d8e7f01254
      revision: 1
      tenancy: { column: tenant_id }
      """;

  static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(REFERENCE))
        .results()
        .map(match -> match.group(1))
        .map(block -> block.contains("version: 1\n") ? block : HEAD + block)
        .toList();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void blockOfTheReference_isAPolicy(String block) {
    assertThat(Examples.problems("policy-reference.md", block)).isEmpty();
    assertThat(Examples.schemaProblems(block)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void exampleFile_isAPolicyThatThisVersionCarriesOut(Path file) {
    String text = Examples.text(file);

    assertThat(Availability.missing(PolicyLoader.load(file.toString(), text, name -> null)))
        .isEmpty();
    assertThat(Examples.schemaProblems(text)).isEmpty();
  }

  @Test
  void examples_areThere() throws IOException {
    assertThat(blocks()).hasSizeGreaterThan(6);
    assertThat(files()).hasSize(3);
  }

  @Test
  void reference_namesEveryKeyOfTheSchema() throws IOException {
    String reference = Files.readString(REFERENCE);
    Set<String> unnamed = new TreeSet<>();
    for (var holder : Examples.SCHEMA.getSchemaNode().findParents("additionalProperties")) {
      holder
          .path("properties")
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!Pattern.compile(
                        "`([a-z]+\\.)?" + key + "`|\\b" + key + ":|[{ ]" + key + "[ ,]")
                    .matcher(reference)
                    .find()) {
                  unnamed.add(key);
                }
              });
    }

    assertThat(unnamed).isEmpty();
  }
}
