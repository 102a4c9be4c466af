package io.tenantcrypt.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The SHA-256 vectors of RFC 5869, appendix A. */
class HkdfTest {

  private static final HexFormat HEX = HexFormat.of();

  @Test
  void derive_rfc5869Case1_givesItsKey() {
    byte[] ikm = HEX.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
    byte[] salt = HEX.parseHex("000102030405060708090a0b0c");
    byte[] info = HEX.parseHex("f0f1f2f3f4f5f6f7f8f9");

    assertThat(HEX.formatHex(Hkdf.derive(ikm, salt, info, 42)))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Test
  void derive_rfc5869Case2_givesItsKey() {
    assertThat(HEX.formatHex(Hkdf.derive(range(0x00, 80), range(0x60, 80), range(0xb0, 80), 82)))
        .isEqualTo(
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
  }

  @Test
  void derive_rfc5869Case3WithEmptySaltAndInfo_givesItsKey() {
    byte[] ikm = HEX.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
    String expected =
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8";

    assertThat(HEX.formatHex(Hkdf.derive(ikm, new byte[0], 42))).isEqualTo(expected);
    assertThat(HEX.formatHex(Hkdf.derive(ikm, new byte[0], new byte[0], 42))).isEqualTo(expected);
  }

  @Test
  void derive_leavesTheInputAlone() {
    byte[] ikm = range(1, 32);

    Hkdf.derive(ikm, range(7, 3), 32);

    assertThat(ikm).isEqualTo(range(1, 32));
  }

  @Test
  void derive_shorterLength_isAPrefix() {
    byte[] longer = Hkdf.derive(range(1, 32), new byte[0], 64);

    assertThat(longer).startsWith(Hkdf.derive(range(1, 32), new byte[0], 33));
  }

  @Test
  void derive_lengthOutOfRange_isRefused() {
    byte[] ikm = range(1, 32);

    assertThatThrownBy(() -> Hkdf.derive(ikm, new byte[0], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hkdf.derive(ikm, new byte[0], 255 * 32 + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Hkdf.derive(ikm, new byte[0], 255 * 32)).hasSize(8160);
  }

  private static byte[] range(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
