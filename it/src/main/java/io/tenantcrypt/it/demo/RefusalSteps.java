package io.tenantcrypt.it.demo;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.Recording;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Steps 4 and 5: what is refused, and what does not open. */
final class RefusalSteps {

  private static final String PROBE = "SELECT 1 AS demo_probe";
  private static final List<String> CROSSING =
      List.of(
          "SELECT id, name FROM patient",
          "SELECT id, name FROM patient WHERE tenant_id = 'globex'",
          "SELECT id, name FROM patient WHERE tenant_id = 'acme' OR id = 3",
          "SELECT v.day, p.name FROM visit v JOIN patient p ON p.id = v.patient_id"
              + " WHERE v.tenant_id = 'acme'",
          "WITH p AS (SELECT name, 'acme' AS tenant_id FROM patient)"
              + " SELECT name FROM p WHERE tenant_id = 'acme'",
          "UPDATE patient SET tenant_id = 'globex' WHERE tenant_id = 'acme' AND id = 1",
          "DELETE FROM visit WHERE patient_id IN (SELECT id FROM patient)",
          "INSERT INTO patient (tenant_id, id, name, country_code) VALUES ('globex', 999, 'X', 'DE')",
          "SELECT id FROM patient WHERE tenant_id = 'acme' AND name LIKE 'A%'",
          "TRUNCATE patient CASCADE",
          "COPY patient TO STDOUT");

  private final Stage stage;
  private final Report report;

  RefusalSteps(Stage stage) {
    this.stage = stage;
    this.report = stage.report();
  }

  void show() throws Exception {
    String plain = stage.server().url(SealedSteps.DATABASE);
    handWritten(plain);
    movedCell(plain);
  }

  private void handWritten(String plain) throws Exception {
    report.step("SQL written by hand, as acme, under unscoped: refuse");
    String url =
        stage.protectedUrl(
            plain.replaceFirst("^jdbc:", "jdbc:recording:") + "&recording=demo",
            "policy-refuse.yaml");
    List<List<String>> refusals = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      AsTenant.run(
          Stage.ACME,
          () -> {
            stage.check(
                allowed(connection) > 0, "a statement that names its own tenant is answered");
            for (String sql : CROSSING) {
              refusals.add(refused(connection, sql));
            }
          });
    }
    for (List<String> refusal : refusals) {
      report.blank();
      report.say(refusal.get(0));
      report.say("   " + refusal.get(1) + "  " + refusal.get(2));
    }
    report.blank();
    List<String> states = refusals.stream().map(r -> r.get(1)).toList();
    stage.check(
        states.stream().allMatch(s -> s.startsWith("TC")),
        CROSSING.size() + " statements refused by the driver");
    stage.check(
        Recording.of("demo").eventsOfConnectionThatSent(PROBE).stream()
            .noneMatch(event -> CROSSING.contains(event.sql())),
        "the recording beneath the driver shows that none of them was sent");
  }

  private static long allowed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PROBE);
      try (ResultSet rows =
          statement.executeQuery("SELECT id, name FROM patient WHERE tenant_id = 'acme'")) {
        long count = 0;
        while (rows.next()) {
          count++;
        }
        return count;
      }
    }
  }

  private static List<String> refused(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return List.of(sql, "SENT", "");
    } catch (SQLException e) {
      return List.of(sql, String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
    }
  }

  private void movedCell(String plain) throws Exception {
    report.step("A cell that a raw connection copies to the other clinic does not open");
    String copy =
        "UPDATE patient SET ssn = (SELECT ssn FROM patient WHERE tenant_id = 'acme' AND id = 1)"
            + " WHERE tenant_id = 'globex' AND id = 1";
    try (Connection raw = DriverManager.getConnection(plain);
        Statement statement = raw.createStatement()) {
      stage.check(statement.executeUpdate(copy) == 1, "the cell was copied, past the driver");
    }
    String url = stage.protectedUrl(plain, "policy.yaml");
    try (Connection connection = DriverManager.getConnection(url)) {
      List<String> outcome = AsTenant.call(Stage.GLOBEX, () -> open(connection));
      report.say(outcome.get(0) + "  " + outcome.get(1));
      stage.check("TC020".equals(outcome.get(0)), "globex cannot read what belongs to acme");
    }
  }

  private static List<String> open(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ssn FROM patient WHERE id = 1")) {
      rows.next();
      return List.of("OPENED", String.valueOf(rows.getString(1)));
    } catch (SQLException e) {
      return List.of(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
    }
  }
}
