package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.demo.Clinic;
import io.tenantcrypt.it.demo.PatientCard;
import io.tenantcrypt.it.demo.PatientRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's application, unchanged, on a plain twin and on the driver. */
class HibernateIT {

  private static final Path DEMO =
      Path.of(System.getProperty("tenantcrypt.it.examples", "../src/examples")).resolve("demo");
  private static final String NAME = "hibernate";

  private static List<PatientRow> acmeRows;
  private static List<PatientRow> globexRows;
  private static String plainUrl;
  private static Clinic twin;
  private static Clinic clinic;

  @BeforeAll
  static void start() throws Exception {
    acmeRows = PatientRow.read(DEMO.resolve("patients.csv"), World.ACME);
    globexRows = PatientRow.read(DEMO.resolve("patients.csv"), World.GLOBEX);
    Path migrations = DEMO.resolve("db/migration").toAbsolutePath();
    twin = Clinic.start(World.shared().freshUrl("hibernate_twin"), migrations);
    twin.admit(acmeRows);
    plainUrl = World.shared().freshUrl("hibernate");
    String url =
        World.shared().url(plainUrl, DEMO.resolve("policy.yaml").toAbsolutePath().toString(), NAME);
    clinic = Clinic.start(url, migrations);
    World.provision(url, World.ACME, World.GLOBEX);
    AsTenant.run(World.ACME, () -> clinic.admit(acmeRows));
    AsTenant.run(World.GLOBEX, () -> clinic.admit(globexRows));
  }

  @AfterAll
  static void stop() {
    clinic.close();
    twin.close();
  }

  @Test
  void query_allEntities_readsWhatThePlainTwinReads() throws Exception {
    List<PatientCard> expected = twin.patients();

    assertThat(expected).hasSameSizeAs(acmeRows);
    assertThat(AsTenant.call(World.ACME, clinic::patients)).isEqualTo(expected);
  }

  @Test
  void query_joinFetch_readsWhatThePlainTwinReads() throws Exception {
    LocalDate from = LocalDate.of(2026, 2, 1);
    LocalDate to = LocalDate.of(2026, 3, 31);

    List<String> expected = twin.findings(from, to);

    assertThat(expected).isNotEmpty();
    assertThat(AsTenant.call(World.ACME, () -> clinic.findings(from, to))).isEqualTo(expected);
  }

  @Test
  void find_sameKeyInTwoTenants_givesEachItsOwnEntity() throws Exception {
    PatientCard acme = AsTenant.call(World.ACME, () -> clinic.find(7).orElseThrow());
    PatientCard globex = AsTenant.call(World.GLOBEX, () -> clinic.find(7).orElseThrow());

    assertThat(acme.name()).isEqualTo(acmeRows.get(6).name());
    assertThat(globex.name()).isEqualTo(globexRows.get(6).name());
  }

  @Test
  void find_keyOfAnotherTenantOnly_findsNothing() throws Exception {
    long beyond = globexRows.size() + 1L;

    assertThat(AsTenant.call(World.ACME, () -> clinic.find(beyond))).isPresent();
    assertThat(AsTenant.call(World.GLOBEX, () -> clinic.find(beyond))).isEmpty();
  }

  @Test
  void changeAndRemove_byKey_leaveTheOtherTenantsBytes() throws Exception {
    String before = fingerprint(World.ACME);

    AsTenant.run(World.GLOBEX, () -> clinic.change(11, patient -> patient.changeNote("neu 新")));
    AsTenant.run(World.GLOBEX, () -> clinic.remove(12));

    assertThat(AsTenant.call(World.GLOBEX, () -> clinic.find(11).orElseThrow()).note())
        .isEqualTo("neu 新");
    assertThat(AsTenant.call(World.GLOBEX, () -> clinic.find(12))).isEmpty();
    assertThat(fingerprint(World.ACME)).isEqualTo(before);
  }

  @Test
  void storage_everyProtectedValue_occursInNoColumnAndNeverOnTheWire() throws Exception {
    List<String> names = acmeRows.stream().map(PatientRow::name).distinct().toList();
    List<String> numbers = acmeRows.stream().map(PatientRow::ssn).toList();

    new RawInspector(plainUrl).assertNone(names);
    new RawInspector(plainUrl).assertNone(numbers);
    assertThat(Recording.of(NAME).events())
        .isNotEmpty()
        .noneMatch(event -> names.stream().anyMatch(event::holds))
        .noneMatch(event -> numbers.stream().anyMatch(event::holds));
  }

  private static String fingerprint(String tenant) throws SQLException {
    try (Connection connection = DriverManager.getConnection(plainUrl);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM patient p WHERE tenant_id = '"
                    + tenant
                    + "'")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
