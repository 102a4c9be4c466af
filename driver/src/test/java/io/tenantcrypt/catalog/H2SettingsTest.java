package io.tenantcrypt.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2SettingsTest {

  private static final Map<String, String> USUAL =
      Map.of(
          "info.VERSION", "2.4.240 (2025-09-22)",
          "MODE", "REGULAR",
          "DATABASE_TO_UPPER", "true",
          "DATABASE_TO_LOWER", "false");

  private static H2Settings with(String name, String value) {
    Map<String, String> settings = new HashMap<>(USUAL);
    settings.put(name, value);
    return H2Settings.of(settings);
  }

  @Test
  void settings_asH2HasThem_areRead() {
    assertThat(H2Settings.of(USUAL)).isEqualTo(new H2Settings(new Reading.H2(false, true), true));
    assertThat(with("MODE", "PostgreSQL").reading()).isEqualTo(new Reading.H2(true, true));
    assertThat(with("IGNORECASE", "0").exactText()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "OFF,true",
    "ENGLISH STRENGTH IDENTICAL,true",
    "ENGLISH STRENGTH TERTIARY,false",
    "ENGLISH,false"
  })
  void collation_decidesWhetherTextsAreTheSame(String collation, boolean exact) {
    assertThat(with("COLLATION", collation).exactText()).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource({
    "info.VERSION,2.3.232",
    "info.VERSION,1.4.200",
    "info.VERSION,3.0.0",
    "MODE,MySQL",
    "MODE,''",
    "DATABASE_TO_UPPER,false",
    "DATABASE_TO_LOWER,true",
    "CASE_INSENSITIVE_IDENTIFIERS,true",
    "IGNORECASE,1",
    "NON_KEYWORDS,VALUE",
    "OLD_INFORMATION_SCHEMA,true"
  })
  void setting_thatIsNotFollowed_isTc040(String name, String value) {
    assertThatThrownBy(() -> with(name, value))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
  }
}
