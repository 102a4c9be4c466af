package io.tenantcrypt.it.surface;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/** The aliases of an H2 database behind the driver: cells are bytes to them. */
public final class H2Routines {

  private static final String BY_ID = "SELECT ssn FROM patient WHERE tenant_id = ? AND id = ?";

  private H2Routines() {}

  /** Stores a patient. */
  public static int admit(
      Connection connection, String tenant, long id, byte[] ssn, byte[] dob, String ward)
      throws SQLException {
    return stored(connection, tenant, id, ssn, dob, ward);
  }

  static int stored(Connection connection, Object... values) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO patient (tenant_id, id, ssn, dob, ward) VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      return insert.executeUpdate();
    }
  }

  /** Gives a stored number back. */
  public static byte[] ssnOf(Connection connection, String tenant, long id) throws SQLException {
    return (byte[]) found(connection, BY_ID, tenant, id);
  }

  /** The same of the first patient. */
  public static byte[] ssnOfFirst(Connection connection, String tenant) throws SQLException {
    return (byte[]) found(connection, BY_ID, tenant, 1L);
  }

  static Object found(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getObject(1) : null;
      }
    }
  }

  /** All patients of a tenant. */
  public static ResultSet patientsOf(Connection connection, String tenant) throws SQLException {
    PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, ssn, dob, ward FROM patient WHERE tenant_id = ? ORDER BY id");
    query.setString(1, tenant);
    return query.executeQuery();
  }

  /** A long text whose last characters are a number as bytes are written. */
  public static Clob longText(Connection connection, String tenant) throws SQLException {
    byte[] ssn = ssnOf(connection, tenant, 1);
    Clob text = connection.createClob();
    text.setString(1, "x".repeat(100_000) + "\\x" + HexFormat.of().formatHex(ssn));
    return text;
  }

  /** Of two the second. */
  public static long second(String tenant, long id) {
    return id;
  }

  /** The text itself. */
  public static String same(String text) {
    return text;
  }

  /** One of two. */
  public static long overloaded(long id) {
    return id;
  }

  /** The other one. */
  public static long overloaded(long id, long more) {
    return id + more;
  }

  /** Both in one. */
  public static String joined(long number, String text) {
    return text + number;
  }
}
