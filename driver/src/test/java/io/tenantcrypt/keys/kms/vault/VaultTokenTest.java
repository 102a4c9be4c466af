package io.tenantcrypt.keys.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VaultTokenTest {

  private static final Long NOW = Long.MAX_VALUE - 50;

  @Test
  void lease_isDueAfterTwoThirds_andOverAtItsEnd_alsoWhereTheClockWraps() {
    VaultToken token = VaultToken.of("hunter2", NOW, 300, true);
    assertThat(token.isDue(NOW + 199)).isFalse();
    assertThat(token.isDue(NOW + 200)).isTrue();
    assertThat(token.isOver(NOW + 284)).isFalse();
    assertThat(token.isOver(NOW + 285)).isTrue();
  }

  @Test
  void tokenWithoutEnd_isNeverDue() {
    VaultToken token = VaultToken.of("hunter2", NOW, 0, false);
    assertThat(token.isDue(NOW + 1_000_000)).isFalse();
    assertThat(token.isOver(NOW + 1_000_000)).isFalse();
  }

  @Test
  void renewal_isWorthIt_untilItGrantsLessThanHalf() {
    VaultToken token = VaultToken.of("hunter2", NOW, 300, true);
    assertThat(token.isWorthRenewing()).isTrue();
    assertThat(token.renewed(NOW, 150, true).isWorthRenewing()).isTrue();
    assertThat(token.renewed(NOW, 149, true).isWorthRenewing()).isFalse();
    assertThat(token.renewed(NOW, 300, false).isWorthRenewing()).isFalse();
    assertThat(token.renewed(NOW, 149, true).isSame(token)).isTrue();
  }

  @Test
  void token_isNotPrinted() {
    assertThat(VaultToken.of("hunter2", NOW, 300, true)).hasToString("<hidden>");
  }
}
