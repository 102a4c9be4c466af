package io.tenantcrypt.keys.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultKeyUriTest {

  private static VaultKeyUri parse(String rest) {
    return VaultKeyUri.parse(KekUri.parse("vault://" + rest));
  }

  @Test
  void everyPart_isRead() {
    assertThat(parse("Vault.Example.COM:8201/transit/eu/t-acme?namespace=a/b&credentials=BYOK_1"))
        .isEqualTo(
            new VaultKeyUri(
                URI.create("https://vault.example.com:8201"),
                "transit/eu",
                "t-acme",
                Optional.of("a/b"),
                Optional.of("BYOK_1")));
  }

  @ParameterizedTest
  @CsvSource({
    "h/transit/k, https://h:8200",
    "h/transit/k?tls=true, https://h:8200",
    "localhost/transit/k?tls=false, http://localhost:8200",
    "127.0.0.1:1/transit/k?tls=false, http://127.0.0.1:1",
    "[::1]:8200/transit/k?tls=false, http://[::1]:8200",
    "10.0.0.1/transit/k, https://10.0.0.1:8200",
  })
  void server_hasTls_andVaultsPortUnlessItSaysOtherwise(String rest, URI server) {
    assertThat(parse(rest).server()).isEqualTo(server);
  }

  @Test
  void canonicalName_holdsServerAndNamespace_butNotHowItIsReached() {
    assertThat(parse("H/transit/k?namespace=n&credentials=X").canonical())
        .hasToString("vault://h:8200/transit/k?namespace=n");
    assertThat(parse("localhost/transit/k?tls=false").canonical())
        .hasToString("vault://localhost:8200/transit/k");
    assertThat(parse("h/a/b/k").version(7)).isEqualTo("a/b/k/v7");
    assertThat(parse("h/a/b/k").path("decrypt")).isEqualTo("a/b/decrypt/k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "h/k",
        "h//k",
        "h/transit/",
        "h/transit/../sys/seal",
        "h/transit/..",
        "h/./k",
        "h/transit/-platform",
        "h/transit/a:b",
        "h/transit/a%2fb",
        "h/transit/k?",
        "h/transit/k?token=hunter2",
        "h/transit/k?namespace=",
        "h/transit/k?namespace=../x",
        "h/transit/k?namespace=a&namespace=b",
        "h/transit/k?credentials=lower",
        "h/transit/k?tls=no",
        "h/transit/k?tls=false",
        "10.0.0.1/transit/k?tls=false",
        "localhost.example.com/transit/k?tls=false",
        "u:hunter2@h/transit/k",
        "h:0/transit/k",
        "h:99999/transit/k",
        "h:x/transit/k",
        "-h/transit/k",
        "h/transit/k#x",
      })
  void uriThatCannotBeRead_isTc040WithoutQuotingIt(String rest) {
    VaultKmsProvider provider = new VaultKmsProvider();
    KmsSettings settings = new KmsSettings(Duration.ofSeconds(1), false, name -> Optional.empty());
    assertThatThrownBy(() -> provider.open(KekUri.parse("vault://" + rest), settings))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040))
        .hasMessageContaining("vault://HOST[:PORT]/MOUNT/KEY")
        .hasMessageNotContaining("hunter2");
  }
}
