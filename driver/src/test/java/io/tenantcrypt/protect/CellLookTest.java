package io.tenantcrypt.protect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellLookTest {

  private static final String DIGITS = "f901" + "0a".repeat(33);

  @Test
  void text_thatWritesACellAsBytes_isSeen_inEachServersNotation() {
    assertThat(CellLook.holdsCell("\\x" + DIGITS)).isTrue();
    assertThat(CellLook.holdsCell("{\"\\\\x" + DIGITS + "\"}")).as("PostgreSQL's array").isTrue();
    assertThat(CellLook.holdsCell("[X'" + DIGITS + "']")).as("H2's array").isTrue();
  }

  @Test
  void text_thatHoldsNone_isNotTakenForOne() {
    assertThat(CellLook.holdsCell("X'" + DIGITS.substring(2) + "'")).isFalse();
    assertThat(CellLook.holdsCell("\\xf901")).isFalse();
    assertThat(CellLook.holdsCell("it's " + DIGITS)).isFalse();
  }
}
