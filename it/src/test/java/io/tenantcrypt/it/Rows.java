package io.tenantcrypt.it;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the fixture. Each protected value holds S3CRET or lies in the year 1907. */
final class Rows {

  /** Where one of these is found, a protected value leaked. */
  static final List<String> MARKS = List.of("S3CRET", "1907-");

  private Rows() {}

  static void insert(Connection connection, String tenant) throws SQLException {
    insertShared(connection);
    insertOf(connection, tenant);
  }

  static void insertShared(Connection connection) throws SQLException {
    for (List<String> country :
        List.of(List.of("DE", "Deutschland"), List.of("JP", "日本"), List.of("GR", "Ελλάδα"))) {
      execute(
          connection,
          "INSERT INTO country (code, name) VALUES (?, ?)",
          country.get(0),
          country.get(1));
    }
  }

  static void insertOf(Connection connection, String tenant) throws SQLException {
    insertMain(connection, tenant);
    insertArchived(connection, tenant);
  }

  /** The rows of the tables that every product has. */
  static void insertMain(Connection connection, String tenant) throws SQLException {
    insertMain(connection, tenant, "day");
  }

  /**
   * The same where a product takes the word for a keyword.
   *
   * @param day how the column of the visits' days is written
   */
  static void insertMain(Connection connection, String tenant, String day) throws SQLException {
    patient(
        connection, tenant, 1, "Ann S3CRET", "1907-01-02", "S3CRET-A", "first S3CRET", "Bern", 1);
    patient(connection, tenant, 2, "Βάσω S3CRET", "1907-03-04", "S3CRET-B", null, "Bern", 4);
    patient(connection, tenant, 3, "芳 S3CRET", null, null, "third S3CRET 🙂", "Athens", 2);
    visit(connection, day, tenant, 1, 1, "2026-01-05", "cough S3CRET", "10.50");
    visit(connection, day, tenant, 2, 1, "2026-02-06", "well S3CRET", null);
    visit(connection, day, tenant, 3, 3, "2026-03-07", null, "99999999.99");
    for (long id = 1; id <= 3; id++) {
      execute(
          connection,
          "INSERT INTO task (tenant_id, id, title) VALUES (?, ?, ?)",
          tenant,
          id,
          "task " + id);
    }
  }

  // The table that has another's name in another schema.
  private static void insertArchived(Connection connection, String tenant) throws SQLException {
    for (long id = 1; id <= 3; id++) {
      execute(
          connection,
          "INSERT INTO archive.patient (tenant_id, id, name) VALUES (?, ?, ?)",
          tenant,
          id,
          "filed " + id);
    }
  }

  private static void patient(
      Connection connection,
      String tenant,
      long id,
      String name,
      @Nullable String dob,
      @Nullable String ssn,
      @Nullable String note,
      String city,
      int visits)
      throws SQLException {
    execute(
        connection,
        "INSERT INTO patient (tenant_id, id, name, dob, ssn, note, city, visits)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenant,
        id,
        name,
        dob == null ? new Null(Types.DATE) : Date.valueOf(dob),
        ssn == null ? new Null(Types.VARCHAR) : ssn,
        note == null ? new Null(Types.VARCHAR) : note,
        city,
        visits);
  }

  private static void visit(
      Connection connection,
      String column,
      String tenant,
      long id,
      long patient,
      String day,
      @Nullable String finding,
      @Nullable String fee)
      throws SQLException {
    execute(
        connection,
        "INSERT INTO visit (tenant_id, id, patient_id, "
            + column
            + ", finding, fee) VALUES (?, ?, ?, ?, ?, ?)",
        tenant,
        id,
        patient,
        Date.valueOf(day),
        finding == null ? new Null(Types.VARCHAR) : finding,
        fee == null ? new Null(Types.NUMERIC) : new BigDecimal(fee));
  }

  /** A NULL of an SQL type. */
  private record Null(int type) {}

  private static void execute(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof Null nothing) {
          statement.setNull(i + 1, nothing.type());
        } else {
          statement.setObject(i + 1, values[i]);
        }
      }
      statement.executeUpdate();
    }
  }
}
