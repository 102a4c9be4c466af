package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.error.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2LexerTest {

  private static final Reading.H2 UPPER = new Reading.H2(false, true);
  private static final Reading.H2 LOWER = new Reading.H2(true, false);

  private static List<String> lex(String sql, Reading.H2 reading) {
    return H2Lexer.lex(sql, reading).stream()
        .map(token -> token.kind().name().charAt(0) + ":" + token.value())
        .toList();
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
        Arguments.of("Select a$1_b", List.of("W:select", "W:a$1_b")),
        Arguments.of("`Ab`", List.of("Q:ab")),
        Arguments.of("'a''b', n'x'", List.of("S:a'b", "P:,", "S:x")),
        Arguments.of("'a\\'", List.of("S:a\\")),
        Arguments.of("$$a'b$$", List.of("S:a'b")),
        Arguments.of("X'0a'", List.of("B:X'0a'")),
        Arguments.of("1 1.5 .5 1e3", List.of("N:1", "N:1.5", "N:.5", "N:1e3")),
        Arguments.of("a // b\nc -- d\ne", List.of("W:a", "W:c", "W:e")),
        Arguments.of("a /* /* b */ c */ d", List.of("W:a", "W:d")),
        Arguments.of("a::b := ?", List.of("W:a", "P:::", "W:b", "P::=", "P:?")),
        Arguments.of("@X <> a||b", List.of("O:@x", "O:<>", "W:a", "O:||", "W:b")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void lex_text_givesTheTokensOfTheServer(String sql, List<String> expected) {
    assertThat(lex(sql, UPPER)).isEqualTo(expected);
    assertThat(lex(sql, LOWER)).isEqualTo(expected);
  }

  @Test
  void name_inQuotes_isSwappedWhereUnquotedOnesAreFoldedToUpper() {
    assertThat(lex("\"PATIENT\" \"Ab\"\"c\"", UPPER)).containsExactly("Q:patient", "Q:aB\"C");
    assertThat(lex("\"PATIENT\" \"Ab\"\"c\"", LOWER)).containsExactly("Q:PATIENT", "Q:Ab\"c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "U&'\\0061'",
        "U&\"\\0061\"",
        "E'a'",
        "'a' 'b'",
        "'a'b",
        "X'0a 0b'",
        "$a$b$a$",
        "$1",
        "?1",
        "??",
        "1_000",
        "0x1F",
        "1a",
        "a.1",
        "ä",
        "aä",
        "`a b`",
        "\"\"",
        "#a",
        "\\",
        "@ x",
        "/*! a */",
        "/*M! a */",
        "/*/ a */",
        "/* a /* b */",
        "'a",
        "\"a",
        "$$a",
        "{fn a} $$b$$",
        "{a} /* /* b */ */",
        "a\u00a0b",
      })
  void lex_whatTheServerOrItsDriverMayReadOtherwise_isRefused(String sql) {
    assertThatThrownBy(() -> lex(sql, UPPER))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC003));
  }
}
