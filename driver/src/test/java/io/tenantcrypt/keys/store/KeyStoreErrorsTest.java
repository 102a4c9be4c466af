package io.tenantcrypt.keys.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers mean: SQLStates of PostgreSQL, and SQLStates with codes of MariaDB and MySQL. */
class KeyStoreErrorsTest {

  private static SQLException answer(String state, int code) {
    return new SQLException("secret of the database", state, code);
  }

  @ParameterizedTest
  @CsvSource({
    "42P01, 0, TC041, There are no key tables",
    "3F000, 0, TC041, There are no key tables",
    "42S02, 1146, TC041, There are no key tables",
    "42000, 1049, TC041, There are no key tables",
    "42501, 0, TC041, Grant",
    "42000, 1044, TC041, Grant",
    "42000, 1142, TC041, Grant",
    "42000, 1143, TC041, Grant",
    "42000, 1227, TC041, Grant",
    "42000, 1064, TC030, did not answer",
    "42601, 0, TC030, did not answer",
    "42S02, 1051, TC030, did not answer",
    "HY000, 1205, TC030, did not answer",
    "23000, 1452, TC030, did not answer",
    "08001, 0, TC030, did not answer"
  })
  void translate_ofAnAnswer_isByStateAndCode(
      String state, int code, ErrorCode expected, String words) {
    TenantCryptException e = KeyStoreErrors.translate(answer(state, code), "keys");
    assertThat(e.code()).isEqualTo(expected);
    assertThat(e)
        .hasMessageContainingAll(words, "schema keys")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "28000, 1045, TC041, refuses this login",
    "28000, 1698, TC041, refuses this login",
    "42000, 1044, TC041, refuses this login",
    "42501, 0, TC041, Grant",
    "42000, 1049, TC030, did not answer",
    "42S02, 1146, TC030, did not answer",
    "3D000, 0, TC030, did not answer",
    "08001, 0, TC030, did not answer"
  })
  void connecting_neverSaysThatTablesLack(
      String state, int code, ErrorCode expected, String words) {
    TenantCryptException e = KeyStoreErrors.connecting(answer(state, code), "keys");
    assertThat(e.code()).isEqualTo(expected);
    assertThat(e).hasMessageContaining(words).hasMessageNotContaining("secret").hasNoCause();
  }

  @Test
  void isDuplicate_ofAnotherConstraint_isFalse() {
    assertThat(KeyStoreErrors.isDuplicate(answer("23505", 0))).isTrue();
    assertThat(KeyStoreErrors.isDuplicate(answer("23000", 1062))).isTrue();
    assertThat(KeyStoreErrors.isDuplicate(answer("23000", 1586))).isTrue();
    assertThat(KeyStoreErrors.isDuplicate(answer("23000", 1452))).isFalse();
    assertThat(KeyStoreErrors.isDuplicate(answer("23000", 1048))).isFalse();
    assertThat(KeyStoreErrors.isDuplicate(answer("23503", 0))).isFalse();
  }

  @Test
  void isRolledBack_isADeadlockOrNoSerialOrder() {
    assertThat(KeyStoreErrors.isRolledBack(answer("40001", 1213))).isTrue();
    assertThat(KeyStoreErrors.isRolledBack(answer("40001", 0))).isTrue();
    assertThat(KeyStoreErrors.isRolledBack(answer("40P01", 0))).isTrue();
    assertThat(KeyStoreErrors.isRolledBack(answer("HY000", 1205))).isFalse();
  }
}
