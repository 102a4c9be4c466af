package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example is judged alike by the loader and by the JSON Schema. */
class SchemaAgreementTest {

  static Stream<Path> valid() {
    return Examples.of("valid");
  }

  static Stream<Path> invalid() {
    return Examples.of("invalid");
  }

  static Stream<Path> semantic() {
    return Examples.of("semantic");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void validExample_isTakenByBoth(Path file) {
    String text = Examples.text(file);

    assertThat(Examples.problems(file.toString(), text)).isEmpty();
    assertThat(Examples.schemaProblems(text)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidExample_isRefusedByBoth(Path file) {
    String text = Examples.text(file);

    assertThat(reported(file, text)).containsExactlyElementsOf(expected(text));
    assertThat(Examples.schemaProblems(text)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("semantic")
  void semanticExample_isRefusedByTheLoaderAlone(Path file) {
    String text = Examples.text(file);

    assertThat(reported(file, text)).containsExactlyElementsOf(expected(text));
    assertThat(Examples.schemaProblems(text)).isEmpty();
  }

  @Test
  void examples_areManyAndMostlyKnownToTheSchema() {
    assertThat(Examples.of("valid").count()).isGreaterThan(30);
    assertThat(Examples.of("invalid").count()).isGreaterThan(60);
    assertThat(Examples.of("semantic").count()).isLessThan(20);
  }

  /** The lines {@code #! line:column: path: message} at the end of an example. */
  private static List<String> expected(String text) {
    return text.lines().filter(l -> l.startsWith("#! ")).map(l -> l.substring(3)).toList();
  }

  private static List<String> reported(Path file, String text) {
    List<PolicyProblem> problems = Examples.problems("f", text);
    assertThat(problems).as(file.toString()).isNotEmpty();
    return problems.stream().map(p -> p.toString().substring(2)).toList();
  }
}
