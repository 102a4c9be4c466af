package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.util.Locale;

/**
 * The real driver whose getters a protected column answers like. Drivers disagree about which
 * conversions there are and what they give, and applications are written for the one they have.
 */
public enum Connector {
  /** PostgreSQL's driver. */
  POSTGRESQL(new PostgresReading()),
  /** MariaDB Connector/J. */
  MARIADB(new MariaDbReading()),
  /** MySQL Connector/J. */
  MYSQL(new MysqlReading()),
  /** H2, whose driver and database are one. */
  H2(new H2Reading());

  private final ConnectorReading reading;

  Connector(ConnectorReading reading) {
    this.reading = reading;
  }

  /**
   * The one that a connection is of; where it is another, the usual one of the product.
   *
   * @param driver what its metadata calls the driver
   * @param product what its metadata calls the database
   */
  public static Connector of(String driver, String product) {
    String name = driver.toLowerCase(Locale.ROOT);
    String database = product.toLowerCase(Locale.ROOT);
    if (name.contains("mysql")) {
      return MYSQL;
    }
    if (name.contains("mariadb")) {
      return MARIADB;
    }
    if (database.equals("h2")) {
      return H2;
    }
    if (database.contains("mysql")) {
      return MYSQL;
    }
    return database.contains("mariadb") ? MARIADB : POSTGRESQL;
  }

  ConnectorReading reading() {
    return reading;
  }

  /** What {@code getObject} gives of a column of this type. */
  public Class<?> objectClass(LogicalType type) {
    return reading.objectClass(type);
  }
}
