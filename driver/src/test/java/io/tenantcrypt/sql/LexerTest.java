package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

  private static List<String> lex(String sql, boolean standardConformingStrings) {
    return Lexer.lex(sql, standardConformingStrings).stream()
        .map(token -> token.kind().name().charAt(0) + ":" + token.value())
        .toList();
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
        // Words fold in ASCII only; quoted names do not.
        Arguments.of("Select ÄB", List.of("W:select", "W:Äb")),
        Arguments.of("\"Ab\"\"c\" a$1_b", List.of("Q:Ab\"c", "W:a$1_b")),
        Arguments.of("U&\"\\0073sn\"", List.of("Q:ssn")),
        Arguments.of("u&\"!0073s!!\" UESCAPE '!'", List.of("Q:ss!")),
        Arguments.of("U&\"\\+01F600\"", List.of("Q:😀")),
        Arguments.of("U&'\\D83D\\DE00'", List.of("S:😀")),
        Arguments.of("\"p.tenant_id\"", List.of("Q:p.tenant_id")),
        // Strings.
        Arguments.of("'a''b'", List.of("S:a'b")),
        Arguments.of("'a\\'", List.of("S:a\\")),
        Arguments.of("E'a\\'b\\n\\x41\\101\\u0041\\U0001F600'", List.of("S:a'b\nAAA😀")),
        Arguments.of("e'\\xC3\\xA4\\q'", List.of("S:äq")),
        Arguments.of("n'x'", List.of("S:x")),
        Arguments.of("'a'\n  'b'", List.of("S:ab")),
        Arguments.of("'a' -- c\n 'b'", List.of("S:ab")),
        Arguments.of("'a' 'b'", List.of("S:a", "S:b")),
        Arguments.of("'a' /* \n */ 'b'", List.of("S:a", "S:b")),
        Arguments.of("$$a'b$$", List.of("S:a'b")),
        Arguments.of("$t$a$$b$T$c$t$", List.of("S:a$$b$T$c")),
        Arguments.of("a$b$c", List.of("W:a$b$c")),
        Arguments.of("B'01' x'1F'", List.of("B:01", "B:1F")),
        // Numbers.
        Arguments.of("1 1.5 .5 1. 1e3 1.5E-3", list("N", "1", "1.5", ".5", "1.", "1e3", "1.5E-3")),
        Arguments.of("0x1F 0o17 0b01 1_000", list("N", "0x1F", "0o17", "0b01", "1_000")),
        Arguments.of("1..2", List.of("N:1", "P:..", "N:2")),
        Arguments.of("a.b.1", List.of("W:a", "P:.", "W:b", "N:.1")),
        // Operators.
        Arguments.of("a<-1", List.of("W:a", "O:<", "O:-", "N:1")),
        Arguments.of("a=-1", List.of("W:a", "O:=", "O:-", "N:1")),
        Arguments.of("a@-1", List.of("W:a", "O:@-", "N:1")),
        Arguments.of("a*--1\nb", List.of("W:a", "O:*", "W:b")),
        Arguments.of("a=/* */1", List.of("W:a", "O:=", "N:1")),
        Arguments.of("a<>b!=c<=d", List.of("W:a", "O:<>", "W:b", "O:!=", "W:c", "O:<=", "W:d")),
        Arguments.of("a::b:=c[1:2]", list2("W:a P::: W:b P::= W:c P:[ N:1 P:: N:2 P:]")),
        Arguments.of("a ??| b ?? c @?? d", list2("W:a O:?| W:b O:? W:c O:@? W:d")),
        Arguments.of("a=? and b>?", List.of("W:a", "O:=", "P:?", "W:and", "W:b", "O:>", "P:?")),
        Arguments.of("? -? (?,?)", list2("P:? O:- P:? P:( P:? P:, P:? P:)")),
        Arguments.of("a + ???", List.of("W:a", "O:+", "O:?", "P:?")),
        Arguments.of("$1", List.of("O:$1")),
        // Comments nest; the line ends with either character.
        Arguments.of("a/* /* b */ c */d", List.of("W:a", "W:d")),
        Arguments.of("a--b\rc", List.of("W:a", "W:c")),
        Arguments.of("a--1 OR 1=1\n", List.of("W:a")),
        Arguments.of("a\fb", List.of("W:a", "W:b")),
        Arguments.of("{d}", List.of("P:{", "W:d", "P:}")),
        Arguments.of("", List.of()));
  }

  private static List<String> list(String kind, String... values) {
    return Stream.of(values).map(value -> kind + ":" + value).toList();
  }

  private static List<String> list2(String tokens) {
    return List.of(tokens.split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void text_asTheServerReadsIt_givesItsTokens(String sql, List<String> expected) {
    assertThat(lex(sql, true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void tokens_always_areSlicesInOrder(String sql, List<String> expected) {
    int behind = 0;
    for (Token token : Lexer.lex(sql, true)) {
      assertThat(token.text()).isEqualTo(sql.substring(token.start(), token.end()));
      assertThat(token.start()).isGreaterThanOrEqualTo(behind);
      behind = token.end();
    }
    assertThat(expected).isNotNull();
  }

  @Test
  void plainString_withoutStandardConformingStrings_hasEscapes() {
    assertThat(lex("'a\\'b' c", false)).containsExactly("S:a'b", "W:c");
    assertThat(lex("'a\\' || b --'", true)).containsExactly("S:a\\", "O:||", "W:b");
    assertThatThrownBy(() -> Lexer.lex("U&'a'", false)).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a",
        "\"a",
        "\"\"",
        "$a$ b",
        "$a",
        "/* a",
        "/* /* a */",
        "/*! OR 1=1 */",
        "/*!50000 OR 1=1 */",
        "/*M! OR 1=1 */",
        "1a",
        "1e",
        "0x",
        "0xG",
        "1_",
        "1__0",
        "a?",
        "1?",
        "?1",
        "?a",
        "$1a",
        "'a'E'b'",
        "'a'$$b$$",
        "1$$a$$",
        "B'02'",
        "X'0G'",
        "E'\\u00'",
        "E'\\uD83D'",
        "E'\\000'",
        "E'\\xFF'",
        "E'\\U00110000'",
        "U&'\\00'",
        "U&'\\D83D'",
        "U&'a' UESCAPE '+'",
        "U&'a' UESCAPE 'ab'",
        "U&\"a\" /* */ UESCAPE '!'",
        "E'a'\n'\\n'",
        "a\u0000b",
        "\\a",
        "a234567890123456789012345678901234567890123456789012345678901234"
      })
  void text_thatIsNotSurelyReadAlike_isRefusedWithItsPlace(String sql) {
    assertThatThrownBy(() -> Lexer.lex(sql, true))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.TC003);
              assertThat(refusal.position()).isBetween(1, sql.length());
              assertThat(refusal.getStackTrace()).isEmpty();
            });
  }

  @Test
  void surrogate_alone_isRefused() {
    assertThatThrownBy(() -> Lexer.lex("a" + (char) 0xD800, true)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> Lexer.lex((char) 0xDC00 + "a", true)).isInstanceOf(Refusal.class);
    assertThat(lex("\"😀\"", true)).containsExactly("Q:😀");
  }

  @Test
  void length_beyondTheCap_isRefused() {
    String longest = " ".repeat(Lexer.MAX_LENGTH);
    assertThat(Lexer.lex(longest, true)).isEmpty();
    assertThatThrownBy(() -> Lexer.lex(longest + " ", true)).isInstanceOf(Refusal.class);
  }

  @Test
  void nesting_beyondTheCap_isRefused() {
    assertThat(Lexer.lex("(".repeat(Lexer.MAX_NESTING), true)).hasSize(Lexer.MAX_NESTING);
    assertThatThrownBy(() -> Lexer.lex("(".repeat(Lexer.MAX_NESTING + 1), true))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void identifier_ofSixtyThreeBytes_isTheLongest() {
    assertThat(Lexer.lex("a".repeat(63), true)).hasSize(1);
    assertThatThrownBy(() -> Lexer.lex("ä".repeat(32), true)).isInstanceOf(Refusal.class);
  }

  @Test
  void split_atTopLevelSemicolons_dropsEmptyStatements() {
    assertThat(Lexer.split(Lexer.lex(";; a ; b ';' ; (c;d) ;", true)))
        .extracting(statement -> statement.get(0).value())
        .containsExactly("a", "b", "(");
  }

  @Test
  void fold_ofTheParsersNames_isTheServersName() {
    assertThat(Lexer.fold("AbC")).isEqualTo("abc");
    assertThat(Lexer.fold("\"A\"\"b\"")).isEqualTo("A\"b");
    assertThat(Lexer.fold("\"a" + ParserText.DOT + "b\"")).isEqualTo("a.b");
    assertThatThrownBy(() -> Lexer.fold("a b")).isInstanceOf(Refusal.class);
  }

  @Test
  void token_asText_hidesItsContent() {
    assertThat(Lexer.lex("'secret'", true).get(0).toString()).doesNotContain("secret");
  }
}
