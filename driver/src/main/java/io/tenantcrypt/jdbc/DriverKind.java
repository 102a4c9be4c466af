package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import java.sql.Connection;
import java.sql.SQLException;

/** The real driver, in whose words metadata speaks: two of them serve MariaDB and MySQL. */
enum DriverKind {
  POSTGRES,
  MARIADB,
  MYSQL,
  H2;

  /** The driver of a connection; nothing is asked of the server. */
  static DriverKind of(Connection raw, Reading reading) throws SQLException {
    if (reading instanceof Reading.H2) {
      return H2;
    }
    if (reading instanceof Reading.Postgres) {
      return POSTGRES;
    }
    return String.valueOf(raw.getMetaData().getDriverName()).startsWith("MariaDB")
        ? MARIADB
        : MYSQL;
  }
}
