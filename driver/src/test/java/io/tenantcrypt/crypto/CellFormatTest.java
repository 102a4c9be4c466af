package io.tenantcrypt.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellFormatTest {

  private static final String WHERE = "column patient.ssn, tenant acme";

  @Test
  void version_ofACell_isReadBigEndian() {
    assertThat(CellFormat.version(cell("f90101020304"), WHERE)).isEqualTo(0x01020304);
    assertThat(CellFormat.version(cell("f9017fffffff"), WHERE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(CellFormat.version(TestKeys.key().seal(new byte[0], 1), WHERE)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "3037382d30352d31313230", "c3a4", "f8010000000100"})
  void version_notBeginningWithTheMagic_isPlaintext(String hex) {
    assertRefused(ErrorCode.TC021, () -> CellFormat.version(HexFormat.of().parseHex(hex), WHERE));
  }

  @Test
  void version_tooShort_doesNotAuthenticate() {
    byte[] cell = Arrays.copyOf(cell("f90100000001"), CellFormat.OVERHEAD - 1);

    assertRefused(ErrorCode.TC020, () -> CellFormat.version(cell, WHERE));
    assertRefused(ErrorCode.TC020, () -> CellFormat.version(new byte[] {CellFormat.MAGIC}, WHERE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02", "03", "7f"})
  void version_otherAlgorithm_doesNotAuthenticate(String algorithm) {
    byte[] cell = cell("f9" + algorithm + "00000001");

    assertRefused(ErrorCode.TC020, () -> CellFormat.version(cell, WHERE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "81", "ff"})
  void version_reservedHighBit_isTheInlineEnvelope(String algorithm) {
    byte[] cell = cell("f9" + algorithm + "00000001");

    assertRefused(ErrorCode.TC040, () -> CellFormat.version(cell, WHERE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "80000000", "ffffffff"})
  void version_thatNoKeyHas_isRefused(String version) {
    byte[] cell = cell("f901" + version);

    assertRefused(ErrorCode.TC020, () -> CellFormat.version(cell, WHERE));
  }

  @ParameterizedTest
  @CsvSource({"80, 0", "8000, 0", "4180, 1", "41800000, 1", "808080, 2", "008000, 1"})
  void length_ofPaddedPlaintext_endsAtTheLastMark(String hex, int expected) {
    assertThat(CellFormat.length(HexFormat.of().parseHex(hex + "7f"), hex.length() / 2))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0000", "41", "4100", "80ff", "8001"})
  void length_withoutMark_isRefused(String hex) {
    assertRefused(
        ErrorCode.TC020,
        () -> CellFormat.length(HexFormat.of().parseHex(hex + "80"), hex.length() / 2));
  }

  @Test
  void paddedLength_ofExtremes_isRefused() {
    assertThatThrownBy(() -> CellFormat.paddedLength(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertRefused(ErrorCode.TC022, () -> CellFormat.paddedLength(Integer.MAX_VALUE - 20, 1));
    assertRefused(ErrorCode.TC022, () -> CellFormat.paddedLength(2, Integer.MAX_VALUE));
  }

  @Test
  void lengthPrefixed_components_cannotBeCutDifferently() {
    byte[] first = new LengthPrefixed().add("ab").add("c").toByteArray();

    assertThat(HexFormat.of().formatHex(first)).isEqualTo("0000000261620000000163");
    assertThat(first).isNotEqualTo(new LengthPrefixed().add("a").add("bc").toByteArray());
    assertThat(new LengthPrefixed().add("ä").toByteArray())
        .isEqualTo(new byte[] {0, 0, 0, 2, (byte) 0xc3, (byte) 0xa4});
    assertThat(new LengthPrefixed().add(new byte[0]).toByteArray()).isEqualTo(new byte[4]);
  }

  private static byte[] cell(String header) {
    return Arrays.copyOf(HexFormat.of().parseHex(header), CellFormat.OVERHEAD);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
