package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Arrays;
import java.util.Properties;
import java.util.ServiceLoader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantCryptDriverTest {

  private static final String POLICY = "tenantcrypt.policy=classpath:root/policy.yaml";

  private static AbstractThrowableAssert<?, ?> assertRefused(String url) {
    return assertThatThrownBy(() -> DriverManager.getConnection(url))
        .isInstanceOf(SQLNonTransientException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("TC040"))
        .satisfies(e -> assertThat(((SQLException) e).getErrorCode()).isEqualTo(7_000_040));
  }

  @Test
  void driver_isFoundByServiceLoaderAndDriverManager() throws SQLException {
    assertThat(ServiceLoader.load(Driver.class)).anyMatch(TenantCryptDriver.class::isInstance);
    assertThat(DriverManager.getDriver("jdbc:tenantcrypt:postgresql://h/d"))
        .isInstanceOf(TenantCryptDriver.class);
  }

  @Test
  void connect_toAnotherUrl_isNotOurs() throws SQLException {
    assertThat(new TenantCryptDriver().connect("jdbc:postgresql://h/d", new Properties())).isNull();
    assertThat(new TenantCryptDriver().acceptsURL(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "mysql, com.mysql:mysql-connector-j",
    "mariadb, org.mariadb.jdbc:mariadb-java-client",
    "h2, com.h2database:h2",
    "sqlserver, com.microsoft.sqlserver:mssql-jdbc",
    "nosuch, correct the part behind"
  })
  void connect_withoutTheRealDriver_namesTheArtifact(String product, String artifact) {
    assertRefused("jdbc:tenantcrypt:" + product + "://h/d?" + POLICY)
        .hasMessageContaining("No JDBC driver on the class path accepts jdbc:" + product)
        .hasMessageContaining(artifact);
  }

  @Test
  void connect_withoutAPolicy_saysHowToGiveOne() {
    assertRefused("jdbc:tenantcrypt:postgresql://localhost:1/d")
        .hasMessageContaining("tenantcrypt.policy is required");
  }

  @Test
  void connect_withAWrongPolicyPath_saysWhereItLooked() {
    assertRefused("jdbc:tenantcrypt:postgresql://localhost:1/d?tenantcrypt.policy=/no/such.yaml")
        .hasMessageContaining("/no/such.yaml");
  }

  @Test
  void connect_withAnUnknownSetting_suggestsTheNearest() {
    assertRefused(
            "jdbc:tenantcrypt:postgresql://localhost:1/d?" + POLICY + "&tenantcrypt.tennant=a")
        .hasMessageContaining("Did you mean tenantcrypt.tenant?");
  }

  @Test
  void connect_whenTheDatabaseIsAway_throwsWhatTheRealDriverThrows() {
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    "jdbc:tenantcrypt:postgresql://localhost:1/d?" + POLICY, "u", "p"))
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).startsWith("08"));
  }

  @Test
  void propertyInfo_listsOursAndTheRealDrivers() throws SQLException {
    DriverPropertyInfo[] all =
        new TenantCryptDriver()
            .getPropertyInfo("jdbc:tenantcrypt:postgresql://h/d?" + POLICY, new Properties());
    assertThat(Arrays.stream(all).map(info -> info.name))
        .contains("tenantcrypt.policy", "tenantcrypt.tenantBinding", "ApplicationName");
    assertThat(
            Arrays.stream(all)
                .filter(info -> info.name.equals("tenantcrypt.tenantBinding"))
                .findFirst()
                .orElseThrow()
                .choices)
        .containsExactly("transaction", "session");
  }

  @Test
  void dataSource_withoutUrl_saysWhatIsMissing() {
    assertThatThrownBy(() -> new TenantCryptDataSource().getConnection())
        .hasMessageContaining("jdbc:tenantcrypt:");
  }

  @Test
  void dataSources_forPoolsAndDistributedTransactions_sayWhatIsMissing() {
    assertThatThrownBy(() -> new TenantCryptXADataSource().getXAConnection())
        .hasMessageContaining("jdbc:tenantcrypt:");
    assertThatThrownBy(() -> new TenantCryptConnectionPoolDataSource().getPooledConnection())
        .hasMessageContaining("jdbc:tenantcrypt:");
  }
}
