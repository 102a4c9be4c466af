package io.tenantcrypt.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The integration tests compare every conversion with the real drivers'. */
class DecoderTest {

  private static final LogicalType VARCHAR = LogicalType.of(Name.VARCHAR);

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"ARRAY", "NULL", "REF", "ROW_ID", "SQLXML"})
  void decode_formsThatNoCellHas_areRefusedByEachConnector(Form form) {
    for (Connector connector : Connector.values()) {
      Decoder decoder = new Decoder("patient.x", VARCHAR, connector);
      assertThatThrownBy(() -> decoder.decode("secret".getBytes(UTF_8), 6, form, null))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC002))
          .hasMessageContaining("patient.x")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void decode_textOfSomethingElse_isRefusedWithoutIt() {
    for (Connector connector : Connector.values()) {
      Decoder decoder = new Decoder("patient.x", VARCHAR, connector);
      assertThatThrownBy(() -> decoder.decode("secret".getBytes(UTF_8), 6, Form.INT, null))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC022))
          .hasMessageContaining("patient.x")
          .hasMessageNotContaining("secret")
          .hasNoCause();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MariaDB Connector/J, true, MARIADB",
    "MariaDB Connector/J, false, MARIADB",
    "MySQL Connector/J, false, MYSQL",
    "MySQL Connector/J, true, MYSQL_ON_MARIADB",
    "Somebody's wrapper, false, MYSQL",
    "Somebody's wrapper, true, MARIADB"
  })
  void connector_ofANameAndAServer_isTheDriversOrTheProducts(
      String driver, boolean mariaDb, Connector is) {
    assertThat(Connector.ofMysql(driver, mariaDb)).isEqualTo(is);
  }
}
