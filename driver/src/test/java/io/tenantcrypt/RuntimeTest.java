package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.admin.TenantSummary;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The composition on a real server, with empty databases of their own. */
class RuntimeTest {

  private static EmbeddedPostgres server;
  private static Path policy;

  private volatile Instant now = Instant.EPOCH;
  private final RuntimeRegistry registry = new RuntimeRegistry(() -> now, Duration.ofMinutes(10));
  private final Connecting connecting = new Connecting(registry);

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = EmbeddedPostgres.start();
    policy = Files.writeString(folder.resolve("policy.yaml"), Policies.PATIENT);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static String url(String parameters) {
    return server.getJdbcUrl("postgres", "postgres").replaceFirst("^jdbc:", "jdbc:tenantcrypt:")
        + "&tenantcrypt.policy="
        + policy
        + parameters;
  }

  private static TenantCryptDataSource source() {
    TenantCryptDataSource source = new TenantCryptDataSource();
    source.setUrl(url(""));
    return source;
  }

  private static Properties none() {
    return new Properties();
  }

  @Test
  void runtime_ofEqualSettings_isShared() throws SQLException {
    try (Connection one = connecting.byUrl(url(""), none());
        Connection other = connecting.byUrl(url("&tenantcrypt.tenant=acme"), none())) {
      assertThat(one).isNotSameAs(other);
      assertThat(registry.size()).isEqualTo(1);
    }
  }

  @Test
  void runtime_ofAnotherKeyStore_isItsOwn() throws SQLException {
    try (Connection one = connecting.byUrl(url(""), none());
        Connection other =
            connecting.byUrl(url("&tenantcrypt.keyStoreSchema=other_keys"), none())) {
      assertThat(one).isNotSameAs(other);
      assertThat(registry.size()).isEqualTo(2);
    }
  }

  @Test
  void runtime_withoutOpenConnections_isClosedWhenIdle() throws SQLException {
    Connection open = connecting.byUrl(url(""), none());
    connecting.byUrl(url("&tenantcrypt.keyStoreSchema=other_keys"), none()).close();
    now = now.plus(Duration.ofMinutes(11));
    connecting.byUrl(url("&tenantcrypt.keyStoreSchema=third_keys"), none()).close();
    assertThat(registry.size()).isEqualTo(2);
    open.close();
    now = now.plus(Duration.ofMinutes(11));
    connecting.byUrl(url("&tenantcrypt.keyStoreSchema=fourth_keys"), none()).close();
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void metadata_reportsTheUrlWithoutSettings() throws SQLException {
    try (Connection connection = connecting.byUrl(url(""), none())) {
      assertThat(connection.getMetaData().getURL())
          .contains("postgresql:")
          .doesNotContain("tenantcrypt.policy");
    }
  }

  @Test
  void tenants_onAnEmbeddedDatabase_areMadeAndListed() throws SQLException {
    TenantCryptDataSource source = source();
    source.setKeyStoreSchema("health_keys");
    TenantCrypt crypt = TenantCrypt.of(source);
    TenantSummary made = crypt.tenants().create("acme");
    assertThat(made.id()).isEqualTo("acme");
    assertThat(crypt.tenants().list()).extracting(TenantSummary::id).containsExactly("acme");
    TenantCryptHealth health = crypt.health();
    assertThat(health.problems()).isEmpty();
    assertThat(health.ok()).isTrue();
    assertThat(health.catalogVersion()).isPresent();
    assertThat(crypt.state().kekScheme()).isEqualTo("memory");
    assertThat(crypt.state().policyRevision()).isEqualTo(12);
  }

  @Test
  void health_withoutKeyTables_saysThatTheyAreMissing() throws SQLException {
    TenantCryptDataSource source = source();
    source.setKek("vault://transit/tenants");
    source.setKeyStoreSchema("no_keys");
    TenantCryptHealth health = TenantCrypt.of(source).health();
    assertThat(health.ok()).isFalse();
    assertThat(health.problems()).singleElement().asString().startsWith("TC04");
  }

  @Test
  void keyStore_thatCannotBeReached_isToldByHealth() throws SQLException {
    TenantCryptDataSource source = source();
    source.setKeyStoreUrl("jdbc:postgresql://localhost:1/keys");
    assertThat(TenantCrypt.of(source).health().problems())
        .singleElement()
        .asString()
        .startsWith("TC030");
  }

  @Test
  void wrap_ofADataSource_givesConnectionsOfOurs() throws SQLException {
    DataSource ours =
        TenantCrypt.wrap(server.getPostgresDatabase(), Map.of("policy", policy.toString()));
    try (Connection connection = ours.getConnection()) {
      assertThat(connection.isWrapperFor(io.tenantcrypt.jdbc.CryptConnection.class)).isTrue();
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
    }
    assertThat(TenantCrypt.of(ours).state().deployment()).startsWith("7d1c");
  }

  @Test
  void of_aDataSourceThatIsNotOurs_isRefused() {
    assertThatThrownBy(() -> TenantCrypt.of(server.getPostgresDatabase()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("jdbc:tenantcrypt:");
  }

  @Test
  void connect_toAnotherDatabase_isRefusedAndClosed() {
    AtomicInteger closed = new AtomicInteger();
    Properties properties = none();
    properties.setProperty("tenantcrypt.policy", policy.toString());
    Connection other = otherDatabase(closed);
    DataSource real =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, args) -> other);
    assertThatThrownBy(() -> connecting.byDataSource(real, other, properties))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Statements for OtherDB")
        .hasMessageContaining("Available: PostgreSQL");
    assertThat(closed.get()).isPositive();
  }

  private Connection otherDatabase(AtomicInteger closed) {
    ClassLoader loader = getClass().getClassLoader();
    DatabaseMetaData metaData =
        (DatabaseMetaData)
            Proxy.newProxyInstance(
                loader,
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, args) ->
                    method.getName().equals("getURL") ? "jdbc:other://h/d" : "OtherDB");
    return (Connection)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              if (method.getName().equals("close")) {
                return closed.incrementAndGet();
              }
              return metaData;
            });
  }
}
