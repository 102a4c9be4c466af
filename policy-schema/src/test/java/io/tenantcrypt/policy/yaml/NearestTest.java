package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> NAMES =
      List.of("encryption", "domain", "storage", "pad", "index", "bindTo", "default");

  @ParameterizedTest
  @CsvSource({
    "encription, encryption",
    "ENCRYPTION, encryption",
    "encrypted, encryption",
    "domian, domain",
    "bind_to, bindTo",
    "pda, pad",
    "enc, encryption",
    "indx, index",
  })
  void misspeltName_hasANearest(String written, String expected) {
    assertThat(Nearest.of(written, NAMES)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"zzzzzz", "x", "tenant", "''"})
  void unrelatedName_hasNone(String written) {
    assertThat(Nearest.of(written, NAMES)).isEmpty();
    assertThat(Nearest.hint(written, NAMES)).isEmpty();
  }

  @Test
  void overlongName_hasNone() {
    assertThat(Nearest.of("encryption".repeat(1000), NAMES)).isEmpty();
  }
}
