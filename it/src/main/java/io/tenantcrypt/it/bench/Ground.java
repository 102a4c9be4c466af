package io.tenantcrypt.it.bench;

import io.tenantcrypt.it.stub.Stub;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the benchmarks stand: URLs from the runner, and the stub filled with the real cells. */
final class Ground {

  static final String PLAIN_URL = "bench.plainUrl";
  static final String PARAMETERS = "bench.parameters";
  static final int SCANNED_ROWS = 10_000;
  static final String SCAN_TENANT = "scanned";

  private static final List<String> COLUMNS =
      List.of("id", "tenant_id", "name", "dob", "note", "city", "visits", "active");

  private Ground() {}

  static String tenant(int number) {
    return "tenant-" + number;
  }

  static Connection connect(Target target, Way way) throws SQLException {
    String plain = System.getProperty(PLAIN_URL);
    String url = plain;
    if (target == Target.STUB) {
      fillStub(way, plain);
      url = "jdbc:stub:" + way + "?user=postgres";
    }
    if (way == Way.OURS) {
      url = url.replaceFirst("^jdbc:", "jdbc:tenantcrypt:") + System.getProperty(PARAMETERS);
    }
    return DriverManager.getConnection(url);
  }

  /** Once a fork and way; the rows are those that PostgreSQL holds. */
  private static synchronized void fillStub(Way way, String plain) throws SQLException {
    if (System.getProperty("bench.stub." + way) != null) {
      return;
    }
    System.setProperty("bench.stub." + way, "filled");
    Map<String, List<Object[]>> points = new HashMap<>();
    List<Object[]> scanned = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(plain);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT * FROM " + way.table() + " WHERE id <= " + SCANNED_ROWS + " ORDER BY id");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Object[] row = new Object[COLUMNS.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = rows.getObject(COLUMNS.get(i));
        }
        String tenant = rows.getString("tenant_id");
        if (tenant.equals(SCAN_TENANT)) {
          scanned.add(row);
        } else {
          points.put(tenant, List.<Object[]>of(row));
        }
      }
    }
    Stub.of(way.toString())
        .over(plain)
        .answer(way.scan(), COLUMNS, scanned)
        .answer(way.select(), COLUMNS, points)
        .answer(way.wide(), COLUMNS, List.of())
        .accept(way.insert());
  }
}
