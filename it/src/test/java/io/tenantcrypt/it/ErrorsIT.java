package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.TenantCryptDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong before the first statement says what to do. */
class ErrorsIT {

  private static Sealed sealed;

  @BeforeAll
  static void create() throws Exception {
    sealed = Sealed.create("errors");
  }

  @Test
  void policy_atAWrongPath_saysWhereItLooked(@TempDir Path folder) {
    Path missing = folder.resolve("no-policy.yaml");

    Throwable refusal = connecting("tenantcrypt.policy", missing.toString());

    assertThat(refusal)
        .isInstanceOf(SQLNonTransientException.class)
        .hasMessageContaining(missing.toAbsolutePath().toString())
        .hasMessageContaining("is not there")
        .hasMessageContaining("classpath:");
  }

  @Test
  void policy_notOnTheClassPath_saysSo() {
    assertThat(connecting("tenantcrypt.policy", "classpath:nowhere/policy.yaml"))
        .hasMessageContaining("nowhere/policy.yaml")
        .hasMessageContaining("class path");
  }

  @Test
  void policy_missing_namesEverySource() {
    Properties properties = new Properties();
    String url = sealed.plainUrl().replaceFirst("^jdbc:", "jdbc:tenantcrypt:");

    Throwable refusal =
        Sql.refusal("TC040", () -> DriverManager.getConnection(url, properties).close());

    assertThat(refusal)
        .hasMessageContaining("tenantcrypt.policy")
        .hasMessageContaining("TENANTCRYPT_POLICY");
  }

  @Test
  void policy_withThreeMistakes_reportsAllWithLinesAndNearestNames(@TempDir Path folder)
      throws Exception {
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        version: 1
        deployment: 0a6f3f0e-22c1-4f0b-9f57-2f6f3c1b7a10
        revision: one
        tenancy:
          colum: tenant_id
        keys:
          kek: local:///tmp/k.p12
        tables:
          patient:
            columns:
              name: { type: varchr(120) }
        """);

    Throwable refusal = connecting("tenantcrypt.policy", policy.toString());

    assertThat(refusal.getMessage())
        .contains("policy.yaml:3:", "policy.yaml:5:", "policy.yaml:11:")
        .contains("column", "varchar");
  }

  @Test
  void policyTable_thatMeansTwoTables_isRefusedNamingBoth(@TempDir Path folder) throws Exception {
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        Files.readString(Path.of("src/test/resources/policy-scope.yaml"))
            .replace("public.patient:", "patient:")
            .replace("public.patient.", "patient."));
    String url =
        World.shared().url(sealed.plainUrl(), policy.toAbsolutePath().toString(), "errors-two");
    try (Connection connection = DriverManager.getConnection(url)) {
      AsTenant.run(
          World.ACME,
          () ->
              assertThat(Sql.refusal("TC041", () -> Sql.ask(connection, "SELECT id FROM patient")))
                  .hasMessageContaining("public.patient")
                  .hasMessageContaining("archive.patient"));
    }
  }

  @Test
  void keyStoreFile_unreadable_isNamed(@TempDir Path folder) throws Exception {
    Path directory = Files.createDirectory(folder.resolve("keys.p12"));

    Throwable refusal = using("local://" + directory.toAbsolutePath());

    assertThat(refusal).hasMessageContaining("keys.p12");
  }

  @Test
  void keyStoreFile_thatIsNoKeyStore_isNamedWithoutItsContent(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("garbage.p12"), "garbage S3CRET garbage");

    Throwable refusal = using("local://" + file.toAbsolutePath());

    assertThat(refusal).hasMessageContaining("garbage.p12");
  }

  @Test
  void keyTables_missing_saysHowTheyAreMade() throws Exception {
    TenantCryptDataSource source = new TenantCryptDataSource();
    source.setUrl(sealed.url());
    source.setKek("remote-kms://platform");
    source.setKeyStoreSchema("no_keys_yet");
    try (Connection connection = source.getConnection()) {
      AsTenant.run(
          World.ACME,
          () -> {
            Throwable refusal =
                Sql.refusal(
                    "TC041", () -> Sql.ask(connection, "SELECT name FROM patient WHERE id = 1"));
            assertThat(refusal)
                .hasMessageContaining("no_keys_yet")
                .hasMessageContaining("tenants().create");
          });
    }
    assertThat(sealed.raw("SELECT count(*) FROM pg_namespace WHERE nspname = 'no_keys_yet'"))
        .as("connecting makes no key tables")
        .isEqualTo("0");
  }

  @Test
  void keyTables_thatTheRoleMayNotRead_nameTheGrant() throws Exception {
    try (Connection raw = DriverManager.getConnection(sealed.plainUrl())) {
      Sql.execute(raw, "CREATE ROLE errors_reader LOGIN");
    }
    TenantCryptDataSource source = new TenantCryptDataSource();
    // In the URL PostgreSQL's driver would prefer it to the role of the key store.
    source.setUrl(sealed.url().replace("user=postgres&", ""));
    source.setUser("postgres");
    Properties reader = new Properties();
    reader.setProperty("tenantcrypt.keyStoreUser", "errors_reader");
    reader.setProperty("tenantcrypt.keyStorePassword", "x");
    source.setProperties(reader);
    try (Connection connection = source.getConnection()) {
      AsTenant.run(
          World.ACME,
          () ->
              assertThat(
                      Sql.refusal(
                          "TC041",
                          () -> Sql.ask(connection, "SELECT name FROM patient WHERE id = 1")))
                  .hasMessageContaining("Grant USAGE"));
    }
  }

  @Test
  void keyStore_thatDoesNotAnswer_isNamed() throws Exception {
    try (Connection connection =
        sealed.connect("keyStoreUrl=jdbc:postgresql://127.0.0.1:1/keys?user=postgres")) {
      AsTenant.run(
          World.ACME,
          () ->
              assertThat(
                      Sql.refusal(
                          "TC030",
                          () -> Sql.ask(connection, "SELECT name FROM patient WHERE id = 1")))
                  .hasMessageContaining("tenantcrypt.keyStoreUrl"));
    }
  }

  @Test
  void tenant_unknown_saysHowToProvisionIt() throws Exception {
    try (Connection connection = sealed.connect()) {
      AsTenant.run(
          "initech",
          () ->
              assertThat(
                      Sql.refusal(
                          "TC012",
                          () ->
                              Sql.execute(
                                  connection,
                                  "INSERT INTO patient (id, name) VALUES (1, 'S3CRET')")))
                  .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                  .hasMessageContaining("initech")
                  .hasMessageContaining("create"));
    }
  }

  @Test
  void realDriver_ofAnUnknownProduct_listsWhatThereIs() {
    assertThat(connectingTo("jdbc:tenantcrypt:postgers://db/clinic"))
        .hasMessageContaining("postgers")
        .hasMessageContaining("postgresql");
  }

  @Test
  void setting_unknown_suggestsTheNearest() {
    assertThat(connecting("tenantcrypt.tenantResolvr", "thread"))
        .hasMessageContaining("tenantcrypt.tenantResolvr")
        .hasMessageContaining("Did you mean tenantcrypt.tenantResolver?");
  }

  @Test
  void setting_withAWrongValue_saysWhatItMayBe() {
    assertThat(connecting("tenantcrypt.tenantBinding", "forever"))
        .hasMessageContaining("tenantcrypt.tenantBinding")
        .hasMessageContaining("session");
    assertThat(connecting("tenantcrypt.kmsTimeout", "soon"))
        .hasMessageContaining("tenantcrypt.kmsTimeout");
    assertThat(connecting("tenantcrypt.tenantResolver", "no.such.Resolver"))
        .hasMessageContaining("no.such.Resolver");
  }

  @Test
  void setting_notAvailableYet_isRefusedByName() {
    assertThat(connecting("tenantcrypt.policyReload", "true"))
        .hasMessageContaining("tenantcrypt.policyReload");
  }

  @Test
  void unwrap_ofTheRealConnection_isRefused() throws Exception {
    try (Connection connection = sealed.connect()) {
      assertThat(refusedAny(() -> connection.unwrap(org.postgresql.PGConnection.class)))
          .hasMessageContaining("allowUnwrap");
    }
  }

  private static Throwable connecting(String setting, String value) {
    return Sql.refusal(
        "TC040",
        () -> {
          TenantCryptDataSource source = new TenantCryptDataSource();
          source.setUrl(sealed.url());
          Properties properties = new Properties();
          properties.setProperty(setting, value);
          source.setProperties(properties);
          source.getConnection().close();
        });
  }

  private static Throwable connectingTo(String url) {
    Properties properties = new Properties();
    properties.setProperty("tenantcrypt.policy", "src/test/resources/policy-scope.yaml");
    properties.setProperty("tenantcrypt.kek", "memory://x");
    return Sql.refusal("TC040", () -> DriverManager.getConnection(url, properties).close());
  }

  /** The refusal of a statement that needs a key of a KEK that cannot be read. */
  private static Throwable using(String kek) {
    return refusedAny(
        () -> {
          TenantCryptDataSource source = new TenantCryptDataSource();
          source.setUrl(sealed.url());
          source.setKek(kek);
          try (Connection connection = source.getConnection()) {
            AsTenant.run(
                World.ACME, () -> Sql.ask(connection, "SELECT name FROM patient WHERE id = 1"));
          }
        });
  }

  private static Throwable refusedAny(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(work);
    assertThat(thrown).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as("%s", thrown).startsWith("TC");
    assertThat(thrown.getMessage()).doesNotContain(Rows.MARKS);
    return thrown;
  }
}
