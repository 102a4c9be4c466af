package io.tenantcrypt.keys.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static JsonObject read(String json) throws JsonReader.JsonException {
    return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void object_givesWhatItHolds() throws Exception {
    JsonObject object =
        read(
            " {\"data\" : { \"n\":-12, \"t\":true ,\"f\":false,\"z\":null,\"d\":1.5e3,"
                + "\"a\":[\"x\",1,[],{}],\"e\":{}}}\n");
    JsonObject data = object.object("data");
    assertThat(data.number("n")).contains(-12L);
    assertThat(data.number("d")).isEmpty();
    assertThat(data.isTrue("t")).isTrue();
    assertThat(data.isTrue("f")).isFalse();
    assertThat(data.isTrue("z")).isFalse();
    assertThat(data.texts("a")).contains(List.of("x"));
    assertThat(data.texts("e")).isEmpty();
    assertThat(object.object("none").text("x")).isEmpty();
    assertThat(read("{\"n\":123456789012345678901234567890}").number("n")).isEmpty();
  }

  @Test
  void text_isUnescaped() throws Exception {
    String json = "{\"t\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é😀\"}";
    assertThat(read(json).text("t")).contains("\"\\/\b\f\n\r\té😀é😀");
    assertThat(read("{\"\\u0061\":\"\"}").text("a")).contains("");
  }

  @Test
  void base64_isDecodedWhereItStands() throws Exception {
    assertThat(read("{\"k\":\"AQID\"}").base64("k").orElseThrow()).containsExactly(1, 2, 3);
    assertThat(read("{\"k\":\"AQ==\"}").base64("k").orElseThrow()).containsExactly(1);
    assertThat(read("{\"k\":\"A%\",\"n\":1}").base64("k")).isEqualTo(Optional.empty());
    assertThat(read("{\"k\":1}").base64("k")).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{}{}",
        "{} x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":-}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":\"x}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12",
        "{\"a\":\"\\",
        "{\"secret\":\"hunter2\"",
      })
  void whatIsNoObject_isRefusedWithoutQuotingIt(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(JsonReader.JsonException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void nesting_hasABound() {
    String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> read(json)).isInstanceOf(JsonReader.JsonException.class);
  }

  @Test
  void whatIsWritten_isReadAgain() throws Exception {
    String odd = "\"\\/\n\u0001é😀" + "x".repeat(1000);
    byte[] key = {(byte) 0xff, (byte) 0xfe, 0, 1};
    try (JsonWriter writer = new JsonWriter()) {
      byte[] json = writer.text("t", odd).number("n", 256).base64("k", key).toByteArray();
      JsonObject object = JsonReader.read(json);
      assertThat(object.text("t")).contains(odd);
      assertThat(object.number("n")).contains(256L);
      assertThat(object.base64("k").orElseThrow()).isEqualTo(key);
      assertThat(object.text("k")).contains("//4AAQ==");
    }
    assertThat(new JsonWriter().toByteArray()).containsExactly('{', '}');
  }
}
