package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text is, the answer is a policy or a list of problems, soon. */
class HostileTextTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static List<PolicyProblem> problems(String text) {
    return Assertions.assertTimeoutPreemptively(SOON, () -> Examples.problems("f", text));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", 1, 1, "the policy is empty"),
        arguments("# only a comment\n", 1, 1, "the policy is empty"),
        arguments("--- \n...\n", 2, 1, "expected a mapping of keys to values, not nothing"),
        arguments("version: 1\0", 1, 11, "the character U+0000 may not stand in YAML"),
        arguments("a\nb\u0007", 2, 2, "the character U+0007 may not stand in YAML"),
        arguments("a: \ud800", 1, 4, "the character U+D800 may not stand in YAML"),
        arguments("a: \"\\0\"", 1, 4, "NUL and unpaired surrogates are not allowed"),
        arguments("a: \"\\ud800\"", 1, 4, "NUL and unpaired surrogates are not allowed"),
        arguments("\"\\0\": a", 1, 1, "NUL and unpaired surrogates are not allowed"),
        arguments("keys:\n\tkek: a\n", 2, 1, "a tab may not be used to indent"),
        arguments("a: [b", 1, 6, "this is not YAML"),
        arguments("a: 'b", 1, 6, "this is not YAML"),
        arguments("a: b\n  c: d\n", 2, 4, "this is not YAML"),
        arguments("a: @b\n", 1, 4, "this is not YAML"),
        arguments("a: *unknown\n", 1, 4, "aliases (\"*name\") are not allowed"),
        arguments("a: &x b\n", 1, 4, "anchors (\"&name\") are not allowed"),
        arguments("a: &x [b]\n", 1, 4, "anchors (\"&name\") are not allowed"),
        arguments("a: !!java.net.URL [b]\n", 1, 4, "tags (\"!name\") are not allowed"),
        arguments("a: !!str b\n", 1, 4, "tags (\"!name\") are not allowed"),
        arguments("a: ! b\n", 1, 4, "tags (\"!name\") are not allowed"),
        arguments("a: b\n---\nc: d\n", 2, 1, "a policy is one YAML document"),
        arguments("? [a]\n: b\n", 1, 3, "a key must be text"),
        arguments("? {a: b}\n: c\n", 1, 3, "a key must be text"),
        arguments("1: b\n", 1, 1, "a key must be text"),
        arguments("true: b\n", 1, 1, "a key must be text"),
        arguments("~: b\n", 1, 1, "a key must be text"),
        arguments(": b\n", 1, 1, "this is not YAML"),
        arguments("<<: { version: 1 }\n", 1, 1, "merge keys (\"<<\") are not allowed"),
        arguments("version: 1\nversion: 1\n", 2, 1, "it first stands in line 1"),
        arguments("%YAML 3.0\n---\na: b\n", 1, 1, "this is not YAML"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void oddText_isAProblemAtItsPlace(String text, int line, int column, String message) {
    assertThat(problems(text))
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(List.of(problem.line(), problem.column())).containsExactly(line, column);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{", "[{", "- - "})
  void deepNesting_isAProblem(String opening) {
    assertThat(problems(opening.repeat(100_000))).hasSizeBetween(1, Problems.LIMIT);
  }

  @Test
  void nestingBeyondTheBound_isSaid() {
    assertThat(problems("[".repeat(21) + "]".repeat(21)))
        .containsExactly(new PolicyProblem("f", 1, 21, "", "nested more than 20 levels deep"));
  }

  @Test
  void billionLaughs_areRefusedAtEachAlias() {
    StringBuilder text = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      text.append("a").append(i).append(": &a").append(i).append(" [");
      text.append((alias + ", ").repeat(9)).append(alias).append("]\n");
    }

    assertThat(problems(text.toString())).hasSize(30 + 29 * 10);
  }

  @Test
  void recursiveAnchor_isRefused() {
    assertThat(problems("a: &a { b: *a }\n")).hasSize(2);
  }

  @Test
  void tenMegabytes_areRefusedUnread() {
    String text = "# x\n".repeat(2_621_440);

    assertThat(problems(text))
        .containsExactly(
            new PolicyProblem("f", 1, 1, "", "a policy has at most 1048576 characters"));
    assertThat(SourceText.read(new StringReader(text)).length())
        .isBetween(SourceText.LONGEST + 1, SourceText.LONGEST + 8192);
  }

  @Test
  void manyMistakes_areReportedUpToABound() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("key").append(i).append(": x\n");
    }

    assertThat(problems(text.toString())).hasSize(Problems.LIMIT);
  }

  @Test
  void largestText_ofOneKeyOrOneValue_isJudgedSoon() {
    String long1 = "a".repeat(SourceText.LONGEST - 100);

    assertThat(problems("version: " + long1)).isNotEmpty();
    assertThat(problems("\"" + long1 + "\": 1")).isNotEmpty();
    assertThat(problems("tables: { a: { columns: { b: { type: " + long1 + " } } } }")).isNotEmpty();
  }

  @Test
  void manyColumns_areReadSoon() {
    StringBuilder text =
        new StringBuilder(
            """
            version: 1
            deployment: 3f9c0b6a51d24e7788aa10c2b4d5e6f7
            revision: 1
            tenancy: { column: tenant_id }
            tables:
              t:
                columns:
            """);
    for (int i = 0; i < 10_000; i++) {
      text.append("      c").append(i).append(": { type: varchar(20), pad: 16 }\n");
    }

    assertThat(problems(text.toString())).isEmpty();
  }
}
