package io.tenantcrypt.it.demo;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.RawInspector;
import java.util.ArrayList;
import java.util.List;

/** Steps 2 and 3: the same application with only its URL changed. */
final class SealedSteps {

  static final String DATABASE = "clinic_sealed";

  private static final String RAW =
      "SELECT tenant_id, id, name, dob, ssn, note FROM patient WHERE id <= 4"
          + " ORDER BY tenant_id, id";
  private static final String FINGERPRINT =
      "SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM patient p WHERE tenant_id = 'globex'";
  private static final long SAME_NUMBER = 7;
  private static final long LEAVING = 8;

  private final Stage stage;
  private final Report report;

  SealedSteps(Stage stage) {
    this.stage = stage;
    this.report = stage.report();
  }

  void show(List<PatientCard> before) throws Exception {
    String plain = stage.server().createDatabase(DATABASE);
    String url = stage.protectedUrl(plain, "policy.yaml");
    report.step("Only the URL is changed: two clinics, each under its own key");
    report.say(url);
    try (Clinic clinic = Clinic.start(url, stage.migrations())) {
      load(clinic);
      compare(clinic, before, plain);
      byPrimaryKey(clinic, plain);
    }
  }

  private void load(Clinic clinic) throws Exception {
    TenantCrypt crypt = TenantCrypt.of(clinic.dataSource());
    for (String tenant : List.of(Stage.ACME, Stage.GLOBEX)) {
      crypt.tenants().create(tenant);
      List<PatientRow> rows = stage.rows(tenant);
      AsTenant.run(tenant, () -> clinic.admit(rows));
      report.say("Tenant " + tenant + ": provisioned, " + rows.size() + " patients stored.");
    }
  }

  private void compare(Clinic clinic, List<PatientCard> before, String plain) throws Exception {
    List<PatientCard> acme = AsTenant.call(Stage.ACME, clinic::patients);
    List<PatientCard> globex = AsTenant.call(Stage.GLOBEX, clinic::patients);
    stage.tableOf("What the application reads as acme (the first 5):", acme.subList(0, 5));
    stage.tableOf("What the application reads as globex (the first 5):", globex.subList(0, 5));
    stage.check(acme.equals(before), "acme reads exactly what it read in step 1");
    stage.check(
        globex.size() == stage.rows(Stage.GLOBEX).size(), "globex reads its own patients only");
    report.table(
        "What the database holds (a raw connection):",
        List.of("tenant_id", "id", "name", "dob", "ssn", "note"),
        Stage.query(plain, RAW));
    List<String> texts = new ArrayList<>(Stage.protectedValues(stage.rows(Stage.ACME)));
    texts.addAll(Stage.protectedValues(stage.rows(Stage.GLOBEX)));
    new RawInspector(plain).assertNone(texts);
    stage.check(
        true, texts.size() + " protected values looked for in every column of every table: none");
  }

  private void byPrimaryKey(Clinic clinic, String plain) throws Exception {
    report.step("Find, change and delete by primary key: entities without any tenant code");
    List<List<String>> globexBefore = Stage.query(plain, FINGERPRINT);
    PatientCard mine = AsTenant.call(Stage.ACME, () -> clinic.find(SAME_NUMBER).orElseThrow());
    PatientCard theirs = AsTenant.call(Stage.GLOBEX, () -> clinic.find(SAME_NUMBER).orElseThrow());
    stage.tableOf("find(Patient.class, 7) as acme, then as globex:", List.of(mine, theirs));
    AsTenant.run(
        Stage.ACME, () -> clinic.change(SAME_NUMBER, p -> p.changeNote("Entlassen, 退院, выписан.")));
    AsTenant.run(Stage.ACME, () -> clinic.remove(LEAVING));
    stage.check(
        "Entlassen, 退院, выписан."
            .equals(AsTenant.call(Stage.ACME, () -> clinic.find(SAME_NUMBER).orElseThrow()).note()),
        "acme changed its patient 7");
    stage.check(
        AsTenant.call(Stage.ACME, () -> clinic.find(LEAVING)).isEmpty(),
        "acme deleted its patient 8");
    stage.check(
        AsTenant.call(Stage.GLOBEX, () -> clinic.find(LEAVING)).isPresent(),
        "globex still has its patient 8");
    stage.check(
        Stage.query(plain, FINGERPRINT).equals(globexBefore),
        "not a byte of globex's rows has changed");
  }
}
