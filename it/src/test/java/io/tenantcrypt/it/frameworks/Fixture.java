package io.tenantcrypt.it.frameworks;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * The rows that every application starts with. Each protected value but the blood group holds
 * S3CRET or begins with 1907.
 */
final class Fixture {

  /** Where one of these is found, a protected value leaked. */
  static final List<String> MARKS = List.of("S3CRET", "1907-", "1907.");

  private Fixture() {}

  static void insertShared(Connection connection) throws SQLException {
    for (String code : List.of("CH", "DE", "JP")) {
      execute(connection, "INSERT INTO country (code, name) VALUES (?, ?)", code, "Land " + code);
    }
  }

  static void insert(Connection connection, String tenant) throws SQLException {
    for (long id = 1; id <= 6; id++) {
      patient(connection, tenant, id);
      execute(
          connection,
          "INSERT INTO patient_phone (tenant_id, patient_id, phone, kind) VALUES (?, ?, ?, ?)",
          tenant,
          id,
          "S3CRET-555-" + id,
          id % 2 == 0 ? "home" : "work");
    }
    for (long id = 1; id <= 9; id++) {
      execute(
          connection,
          "INSERT INTO visit (tenant_id, id, patient_id, day, finding, fee, room, minutes)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          tenant,
          id,
          1 + id % 4,
          LocalDate.of(2026, 1, (int) id),
          id == 5 ? null : "finding S3CRET " + id,
          new BigDecimal("1907.0" + id),
          id == 3 ? null : "R" + id % 3,
          (int) (10 * id));
    }
    for (long id = 1; id <= 4; id++) {
      execute(
          connection,
          "INSERT INTO tag (tenant_id, id, label) VALUES (?, ?, ?)",
          tenant,
          id,
          "label " + id);
      execute(
          connection,
          "INSERT INTO patient_tag (tenant_id, patient_id, tag_id) VALUES (?, ?, ?)",
          tenant,
          1 + id % 2,
          id);
      execute(
          connection,
          "INSERT INTO payment (tenant_id, id, dtype, amount, card, iban) VALUES (?, ?, ?, ?, ?, ?)",
          tenant,
          id,
          id % 2 == 0 ? "CARD" : "TRANSFER",
          new BigDecimal("10.5" + id),
          id % 2 == 0 ? "S3CRET-CARD-" + id : null,
          id % 2 == 0 ? null : "S3CRET-IBAN-" + id);
      staff(connection, tenant, id);
    }
  }

  private static void patient(Connection connection, String tenant, long id) throws SQLException {
    execute(
        connection,
        "INSERT INTO patient (tenant_id, id, name, ssn, dob, note, weight, blood, device, seen_at,"
            + " city, status, visits, external_id, registered_at, wakes_at, country_code)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenant,
        id,
        "S3CRET Βάσω " + id,
        id == 4 ? null : "S3CRET-000" + id,
        LocalDate.of(1907, 1, (int) id),
        id == 2 ? null : "note S3CRET 芳 " + id,
        new BigDecimal("1907.5" + id),
        id % 2 == 0 ? "AB" : "ZERO",
        new UUID(0x1907190719071907L, id),
        OffsetDateTime.parse("1907-02-03T04:05:06.123456Z").plusDays(id),
        id % 3 == 0 ? "Bern" : "Athens",
        id == 6 ? "CLOSED" : "OPEN",
        (int) id,
        new UUID(0xABCDL, id),
        OffsetDateTime.parse("2026-02-03T04:05:06.123456Z").plusDays(id),
        id == 5 ? null : LocalTime.of(6, (int) id),
        List.of("CH", "DE", "JP").get((int) (id % 3)));
  }

  private static void staff(Connection connection, String tenant, long id) throws SQLException {
    boolean doctor = id % 2 == 0;
    execute(
        connection,
        "INSERT INTO staff (tenant_id, id, dtype, name, ward) VALUES (?, ?, ?, ?, ?)",
        tenant,
        id,
        doctor ? "DOCTOR" : "NURSE",
        "S3CRET staff " + id,
        "W" + id);
    if (doctor) {
      execute(
          connection,
          "INSERT INTO doctor (tenant_id, id, field, licence) VALUES (?, ?, ?, ?)",
          tenant,
          id,
          "field " + id,
          "S3CRET licence " + id);
    } else {
      execute(
          connection,
          "INSERT INTO nurse (tenant_id, id, shift) VALUES (?, ?, ?)",
          tenant,
          id,
          "night");
    }
  }

  private static void execute(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
