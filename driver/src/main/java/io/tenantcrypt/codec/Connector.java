package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.util.Locale;

/**
 * The real driver whose getters a protected column answers like. Drivers disagree about which
 * conversions there are and what they give, and applications are written for the one they have.
 */
public enum Connector {
  /** PostgreSQL's driver. */
  POSTGRESQL,
  /** MariaDB Connector/J. */
  MARIADB,
  /** MySQL Connector/J. */
  MYSQL,
  /** H2, whose driver and database are one. */
  H2;

  /**
   * The one of a connection to MariaDB or MySQL; where it is another, the product's own.
   *
   * @param driver what its metadata calls the driver
   * @param mariaDb whether the server is a MariaDB
   */
  public static Connector ofMysql(String driver, boolean mariaDb) {
    String name = driver.toLowerCase(Locale.ROOT);
    if (name.contains("mariadb")) {
      return MARIADB;
    }
    return mariaDb && !name.contains("mysql") ? MARIADB : MYSQL;
  }

  /** What {@code getObject} gives of a column of this type. */
  public Class<?> objectClass(LogicalType type) {
    return ConnectorReadings.of(this).objectClass(type);
  }
}
