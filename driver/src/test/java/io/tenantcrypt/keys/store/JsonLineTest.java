package io.tenantcrypt.keys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {

  private static final String ODD = "\" \\ \n \u0000 \u2028 ÅÄÖ \ud83d\ude00 {}";

  @Test
  void line_isReadAsItWasWritten() {
    String line =
        new JsonLine("key")
            .text("odd", ODD)
            .text("none", "")
            .number("most", Long.MAX_VALUE)
            .number("zero", 0)
            .bytes("bytes", new byte[] {0, -1, 127})
            .toString();
    assertThat(line).isPrintable().doesNotContain("\n", "\u2028");
    JsonLineReader in = new JsonLineReader(line);
    assertThat(in.text("item")).isEqualTo("key");
    assertThat(in.text("odd")).isEqualTo(ODD);
    assertThat(in.text("none")).isEmpty();
    assertThat(in.number("most")).isEqualTo(Long.MAX_VALUE);
    assertThat(in.number("zero")).isZero();
    assertThat(in.bytes("bytes")).containsExactly(0, -1, 127);
    in.end();
  }

  private static void read(String line) {
    JsonLineReader in = new JsonLineReader(line);
    assertThat(in.text("item")).isEqualTo("key");
    assertThat(in.number("version")).isEqualTo(1);
    in.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"item\":\"key\"}",
        "{\"item\":\"key\",\"version\":1",
        "{\"item\":\"key\",\"version\":1}x",
        "{\"item\":\"key\",\"version\":1,\"more\":2}",
        "{\"item\":\"key\", \"version\":1}",
        "{\"item\":\"key\",\"version\":\"1\"}",
        "{\"item\":\"key\",\"version\":01}",
        "{\"item\":\"key\",\"version\":-1}",
        "{\"item\":\"key\",\"version\":1.0}",
        "{\"item\":\"key\",\"version\":99999999999999999999}",
        "{\"item\":\"key\",\"version\":9999999999999999999}",
        "{\"version\":1,\"item\":\"key\"}",
        "{\"item\":\"k\\u00\",\"version\":1}",
        "{\"item\":\"k\\n\",\"version\":1}",
        "{\"item\":\"key"
      })
  void anythingElse_isRefused(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(line));
  }

  @Test
  void theOneForm_isTaken() {
    read("{\"item\":\"key\",\"version\":1}");
  }
}
