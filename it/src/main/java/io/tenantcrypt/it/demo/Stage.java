package io.tenantcrypt.it.demo;

import io.tenantcrypt.it.EmbeddedServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the steps share.
 *
 * @param examples the folder of the demo's input
 * @param keys a temporary folder for the key store
 */
record Stage(Report report, Path examples, Path keys, EmbeddedServer server) {

  static final String ACME = "acme";
  static final String GLOBEX = "globex";

  Path migrations() {
    return examples.resolve("db/migration");
  }

  List<PatientRow> rows(String clinic) {
    return PatientRow.read(examples.resolve("patients.csv"), clinic);
  }

  /** The same URL with the driver's prefix and its two settings. */
  String protectedUrl(String plainUrl, String policy) {
    return plainUrl.replaceFirst("^jdbc:", "jdbc:tenantcrypt:")
        + "&tenantcrypt.policy="
        + encoded(examples.resolve(policy).toString())
        + "&tenantcrypt.kek="
        + encoded("local://" + keys.resolve("demo.p12"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2F", "/").replace("%3A", ":");
  }

  /** Every protected value of some rows, as the application knows them. */
  static List<String> protectedValues(List<PatientRow> rows) {
    return rows.stream()
        .flatMap(
            row ->
                Stream.of(
                    row.name(),
                    row.dob().toString(),
                    row.ssn(),
                    row.note() == null ? row.ssn() : row.note()))
        .distinct()
        .toList();
  }

  /** The columns of a raw query, as text. */
  static List<List<String>> query(String url, String sql) throws SQLException {
    List<List<String>> result = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          String text = rows.getString(i);
          row.add(text == null ? "NULL" : text.length() > 40 ? cut(text) : text);
        }
        result.add(row);
      }
    }
    return result;
  }

  /** A cell's beginning says enough. */
  private static String cut(String text) {
    return text.startsWith("\\x") ? text.substring(0, 22) + "…" : text;
  }

  /** What the application reads, as a table. */
  void tableOf(String caption, List<PatientCard> cards) {
    report.table(
        caption,
        List.of("id", "name", "born", "ssn", "country", "note"),
        cards.stream()
            .map(
                c ->
                    List.of(
                        Long.toString(c.id()),
                        c.name(),
                        String.valueOf(c.dob()),
                        String.valueOf(c.ssn()),
                        c.country(),
                        c.note() == null ? "" : c.note()))
            .toList());
  }

  void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
    report.say("✔ " + what);
  }
}
