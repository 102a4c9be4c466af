package io.tenantcrypt.it.demo;

import io.tenantcrypt.it.RawInspector;
import java.util.List;

/** Step 1: the application on the URL it always had. */
final class PlainStep {

  private static final String RAW =
      "SELECT tenant_id, id, name, dob, ssn, note FROM patient WHERE tenant_id = 'acme'"
          + " ORDER BY id LIMIT 12";

  private final Stage stage;

  PlainStep(Stage stage) {
    this.stage = stage;
  }

  /** Gives what the application read. */
  List<PatientCard> show() throws Exception {
    Report report = stage.report();
    String url = stage.server().createDatabase("clinic_plain");
    List<PatientRow> rows = stage.rows(Stage.ACME);
    report.step("The clinic's application on its ordinary URL");
    report.say(url);
    try (Clinic clinic = Clinic.start(url, stage.migrations())) {
      clinic.admit(rows);
      report.say(
          "Flyway created the tables, Hibernate stored " + rows.size() + " patients in batches.");
      List<PatientCard> read = clinic.patients();
      stage.check(read.size() == rows.size(), "the application reads all patients back");
      stage.tableOf("What the application reads (the first 12):", read.subList(0, 12));
      report.table(
          "What the database holds (another connection, psql would show the same):",
          List.of("tenant_id", "id", "name", "dob", "ssn", "note"),
          Stage.query(url, RAW));
      int found = new RawInspector(url).find(List.of(rows.get(0).ssn(), rows.get(1).name())).size();
      stage.check(found > 1, "whoever reads the disk, a backup or a dump reads the patients");
      return read;
    }
  }
}
