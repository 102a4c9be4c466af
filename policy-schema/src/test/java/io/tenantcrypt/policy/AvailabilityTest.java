package io.tenantcrypt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.policy.yaml.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTest {

  private static List<String> missing(String example) throws IOException {
    Path file = Path.of("src/test/resources/policies/valid", example + ".yaml");
    return Availability.missing(
        PolicyLoader.load(example, Files.readString(file), variable -> null));
  }

  @Test
  void designExample_namesEachKeyThatHasNoEffectYet() throws IOException {
    assertThat(missing("design-example"))
        .containsExactly(
            "tables.clinic.patient.columns.email.index",
            "tables.clinic.patient.columns.mrn.encryption: deterministic");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys-envelope-inline | keys.envelope: inline",
        "columns-bound-to-row | tables.clinic.patient.columns.ssn.bindTo",
        "audit | audit.backPressure",
      })
  void keyWithoutEffect_isNamed(String example, String key) throws IOException {
    assertThat(missing(example)).containsExactly(key);
  }

  @Test
  void everyUse_isNamed() throws IOException {
    assertThat(missing("functions-and-extensions")).containsExactly("functions", "extensions");
    assertThat(missing("columns-default"))
        .hasSize(5)
        .allSatisfy(key -> assertThat(key).endsWith(".default"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minimal",
        "types-all",
        "types-enum",
        "variables-everywhere",
        "keys-first-write",
        "keys-key-per-tenant",
        "columns-pad-bounds",
        "columns-shared-domain",
        "columns-storage-text",
        "tenancy-scope",
        "routines",
        "statements",
        "tables-shared-with-protected-column",
        "tables-with-their-own-tenancy-column"
      })
  void effectiveKeys_areNotNamed(String example) throws IOException {
    assertThat(missing(example)).isEmpty();
  }
}
