package io.tenantcrypt.keys.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultCiphertextTest {

  @Test
  void whatTransitWrites_isRead() {
    assertThat(VaultCiphertext.read("vault:v12:AQID+/A="))
        .hasValueSatisfying(
            read -> {
              assertThat(read.version()).isEqualTo(12);
              assertThat(read.bytes()).asString().isEqualTo("vault:v12:AQID+/A=");
              assertThat(read).hasToString("VaultCiphertext[v12]");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vault",
        "vault:v1:",
        "vault:v0:AQID",
        "vault:v01:AQID",
        "vault:v-1:AQID",
        "vault:v9999999999:AQID",
        "vault:v1:AQI",
        "vault:v1:AQJ=",
        "vault:v1:AQI=x",
        "vault:v1:AQ-_",
        "vault:v1:AQID\n",
        " vault:v1:AQID",
        "wault:v1:AQID",
      })
  void anythingElse_isNot(String text) {
    assertThat(VaultCiphertext.read(text)).isEmpty();
  }

  @Test
  void length_hasABound() {
    assertThat(VaultCiphertext.read("vault:v1:" + "AQID".repeat(1000))).isEmpty();
  }
}
