package io.tenantcrypt.it.surface;

import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The aliases of {@link H2Routines} in a plain database: what is protected there are values. */
public final class H2PlainRoutines {

  private H2PlainRoutines() {}

  /** Stores a patient. */
  public static int admit(
      Connection connection, String tenant, long id, String ssn, Date dob, String ward)
      throws SQLException {
    return H2Routines.stored(connection, tenant, id, ssn, dob, ward);
  }

  /** Gives a stored number back. */
  public static String ssnOf(Connection connection, String tenant, long id) throws SQLException {
    return (String)
        H2Routines.found(
            connection, "SELECT ssn FROM patient WHERE tenant_id = ? AND id = ?", tenant, id);
  }

  /** The same of the first patient. */
  public static String ssnOfFirst(Connection connection, String tenant) throws SQLException {
    return ssnOf(connection, tenant, 1);
  }

  /** All patients of a tenant. */
  public static ResultSet patientsOf(Connection connection, String tenant) throws SQLException {
    return H2Routines.patientsOf(connection, tenant);
  }
}
