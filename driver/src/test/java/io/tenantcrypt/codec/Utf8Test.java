package io.tenantcrypt.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  private static void assertDecodedAlike(byte[] bytes) {
    byte[] buffer = new byte[bytes.length + 9];
    System.arraycopy(bytes, 0, buffer, 0, bytes.length);
    buffer[bytes.length] = (byte) 0x80; // what stands behind is not looked at
    assertThat(Utf8.decodeInPlace(buffer, bytes.length))
        .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "only ascii, and more than eight bytes of it",
        "\u0080\u00ff",
        "Anneliese Müller-Papadopoulou",
        "Preis: 7 € für Ärzte",
        "Пациент",
        "患者さん ü",
        "ü 👩‍⚕️ ß"
      })
  void decodeInPlace_givesWhatTheJdkGives(String text) {
    assertDecodedAlike(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void decodeInPlace_ofRandomText_givesWhatTheJdkGives() {
    Random random = new Random(1);
    int[] bounds = {0x80, 0x100, 0x800, 0xD800, 0x10FFFF};
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int most = bounds[random.nextInt(bounds.length)];
      for (int n = random.nextInt(40); n > 0; n--) {
        text.appendCodePoint(random.nextInt(random.nextInt(4) == 0 ? most : 0x80));
      }
      assertDecodedAlike(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void decodeInPlace_ofRandomBytes_givesWhatTheJdkGives() {
    Random random = new Random(2);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int n = 0; n < bytes.length; n++) {
        bytes[n] = (byte) (random.nextInt(3) == 0 ? 0xC0 + random.nextInt(8) : random.nextInt(256));
      }
      assertDecodedAlike(bytes);
    }
  }
}
