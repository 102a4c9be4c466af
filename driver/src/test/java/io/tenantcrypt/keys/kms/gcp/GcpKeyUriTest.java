package io.tenantcrypt.keys.kms.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.StatusCode;
import com.google.protobuf.ByteString;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcpKeyUriTest {

  private static final String NAME = "projects/p-1/locations/eu/keyRings/r/cryptoKeys/t-acme";

  private static GcpKeyUri parse(String rest) {
    return GcpKeyUri.parse(KekUri.parse("gcp-kms://" + rest));
  }

  @Test
  void everyPart_isRead() {
    assertThat(parse(NAME)).isEqualTo(new GcpKeyUri(NAME, Optional.empty()));
    assertThat(parse(NAME + "?endpoint=https://cloudkms.eu-west3.rep.googleapis.com").endpoint())
        .contains(URI.create("https://cloudkms.eu-west3.rep.googleapis.com"));
    assertThat(parse("projects/example.com:p/locations/eu/keyRings/r/cryptoKeys/-platform").name())
        .endsWith("-platform");
  }

  @Test
  void version_belongsToItsKeyOnly() {
    GcpKeyUri key = parse(NAME);
    assertThat(key.isVersion(NAME + "/cryptoKeyVersions/12")).isTrue();
    for (String other :
        new String[] {
          "",
          NAME,
          NAME + "/cryptoKeyVersions/",
          NAME + "/cryptoKeyVersions/0",
          NAME + "/cryptoKeyVersions/1/x",
          NAME + "2/cryptoKeyVersions/1",
          "x" + NAME
        }) {
      assertThat(key.isVersion(other)).as(other).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "projects/p/locations/eu/keyRings/r",
        NAME + "/cryptoKeyVersions/1",
        NAME + "/",
        NAME + "?",
        NAME + "?password=hunter2",
        NAME + "?endpoint=",
        NAME + "?endpoint=http://kms.example.com",
        NAME + "?endpoint=https://u:hunter2@h",
        NAME + "#x",
        "projects/p/locations/EU/keyRings/r/cryptoKeys/k",
        "projects/p/locations/eu/keyRings/r/cryptoKeys/a.b",
        "projects/p/locations/eu/keyRings/r/cryptoKeys/..",
        "projects/../locations/eu/keyRings/r/cryptoKeys/k",
      })
  void uriThatCannotBeRead_isTc040WithoutQuotingIt(String rest) {
    GcpKmsProvider provider = new GcpKmsProvider();
    KmsSettings settings = new KmsSettings(Duration.ofSeconds(1), false, name -> Optional.empty());
    assertThatThrownBy(() -> provider.open(KekUri.parse("gcp-kms://" + rest), settings))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040))
        .hasMessageContaining("gcp-kms://projects/PROJECT")
        .hasMessageNotContaining("hunter2");
  }

  /** The vector of RFC 3720, B.4. */
  @Test
  void checksum_isCrc32C() {
    assertThat(Checksums.of(ByteString.copyFrom(new byte[32])).getValue()).isEqualTo(0x8a9136aaL);
  }

  @ParameterizedTest
  @EnumSource(StatusCode.Code.class)
  void everyStatus_hasACodeOfAKeksFailures(StatusCode.Code status) {
    for (boolean opens : new boolean[] {true, false}) {
      assertThat(GcpAnswers.code(status, opens))
          .isIn(
              ErrorCode.TC030,
              ErrorCode.TC031,
              ErrorCode.TC032,
              ErrorCode.TC033,
              ErrorCode.TC034,
              opens ? ErrorCode.TC035 : ErrorCode.TC040,
              ErrorCode.TC040);
    }
  }
}
