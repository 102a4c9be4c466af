package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.util.Locale;

/**
 * The real driver whose setters and getters a protected column answers like. Drivers disagree about
 * which conversions there are and what they give, and applications are written for the one they
 * have.
 */
public enum Connector {
  /** PostgreSQL's driver. */
  POSTGRESQL,
  /** MariaDB Connector/J, on any server. */
  MARIADB,
  /** MySQL Connector/J on a MySQL. */
  MYSQL,
  /** MySQL Connector/J on a MariaDB. */
  MYSQL_ON_MARIADB,
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
    if (!mariaDb) {
      return MYSQL;
    }
    return name.contains("mysql") ? MYSQL_ON_MARIADB : MARIADB;
  }

  /** Whether it is MySQL Connector/J, whatever the server is. */
  public boolean isMysql() {
    return this == MYSQL || this == MYSQL_ON_MARIADB;
  }

  /** Whether values travel as the text of a statement, as both connectors send them. */
  boolean sendsText() {
    return this == MARIADB || isMysql();
  }

  /** Whether a scale given to {@code setObject} is nothing. */
  boolean ignoresScale() {
    return this == MARIADB || this == H2;
  }

  /** What {@code getObject} gives of a column of this type. */
  public Class<?> objectClass(LogicalType type) {
    return ConnectorReadings.of(this).objectClass(type);
  }
}
