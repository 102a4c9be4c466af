package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.TenantCryptException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InnerUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://h/d | jdbc:postgresql://h/d",
        "postgresql://h/d?tenantcrypt.tenant=a | jdbc:postgresql://h/d",
        "postgresql://h/d?x=1&tenantcrypt.tenant=a&y=2 | jdbc:postgresql://h/d?x=1&y=2",
        "postgresql://h/d?tenantcrypt.tenant=a&y=%26;b | jdbc:postgresql://h/d?y=%26;b",
        "h2:mem:x;DB_CLOSE_DELAY=-1;tenantcrypt.tenant=a | jdbc:h2:mem:x;DB_CLOSE_DELAY=-1",
        "h2:mem:x;tenantcrypt.tenant=a;INIT=A\\;B?C | jdbc:h2:mem:x;INIT=A\\;B?C",
        "sqlserver://h;tenantcrypt.tenant=a;p={x;y} | jdbc:sqlserver://h;p={x;y}",
        "recording:postgresql://h/d?tenantcrypt.tenant=a | jdbc:recording:postgresql://h/d"
      })
  void parse_removesOursAndKeepsTheirs(String outer, String inner) {
    InnerUrl parsed = InnerUrl.parse("jdbc:tenantcrypt:" + outer);
    assertThat(parsed.url()).isEqualTo(inner);
    if (outer.contains("tenantcrypt.")) {
      assertThat(parsed.settings()).isEqualTo(Map.of("tenantcrypt.tenant", "a"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://h/d?tenantcrypt.policy=/a%20b%26c.yaml | /a b&c.yaml",
        "postgresql://h/d?tenantcrypt.policy=/a+b.yaml | /a+b.yaml",
        "h2:mem:x;tenantcrypt.policy=/a%20b.yaml | /a%20b.yaml",
        "h2:mem:x;tenantcrypt.policy=/a\\;b.yaml | /a;b.yaml",
        "sqlserver://h;tenantcrypt.policy={/a;b.yaml} | /a;b.yaml"
      })
  void parse_decodesByTheUrlsOwnSyntax(String outer, String policy) {
    assertThat(InnerUrl.parse("jdbc:tenantcrypt:" + outer).settings())
        .containsEntry("tenantcrypt.policy", policy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://h/d?tenantcrypt.tenant | has no value",
        "postgresql://h/d?tenantcrypt.tenant=%zz | percent",
        "postgresql://h/d?tenantcrypt.tenant=a&tenantcrypt.tenant=b | twice",
        "postgresql://h/d?x=1;tenantcrypt.tenant=b | none can be read",
        "mysql://u:p;w@h/d?x=1&TenantCrypt.tenant=b | none can be read"
      })
  void parse_whatCannotBeRead_isRefused(String outer, String why) {
    assertThatThrownBy(() -> InnerUrl.parse("jdbc:tenantcrypt:" + outer))
        .isInstanceOf(TenantCryptException.class)
        .hasMessageContaining(why);
  }

  @Test
  void accepts_onlyOurPrefix() {
    assertThat(InnerUrl.accepts("jdbc:tenantcrypt:postgresql://h/d")).isTrue();
    assertThat(InnerUrl.accepts("jdbc:postgresql://h/d")).isFalse();
    assertThat(InnerUrl.accepts("jdbc:tenantcrypt:")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost:5432/d",
        "jdbc:postgresql:///d",
        "jdbc:postgresql://127.0.0.1/d",
        "jdbc:postgresql://[::1]:5432/d?x=1",
        "jdbc:h2:mem:x"
      })
  void loopback_ofThisMachine_holds(String url) {
    assertThat(Loopback.holds(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example:5432/d",
        "jdbc:postgresql://localhost,db.example/d",
        "jdbc:postgresql://localhost.example/d",
        "jdbc:oracle:thin:@h:1521/d",
        "jdbc:h2:~/file"
      })
  void loopback_ofAnythingElse_doesNotHold(String url) {
    assertThat(Loopback.holds(url)).isFalse();
  }
}
