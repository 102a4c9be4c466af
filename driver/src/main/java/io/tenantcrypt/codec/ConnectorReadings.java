package io.tenantcrypt.codec;

/** The reading of each connector. */
final class ConnectorReadings {

  private static final ConnectorReading POSTGRESQL = new PostgresReading();
  private static final ConnectorReading MARIADB = new MariaDbReading();
  private static final ConnectorReading MYSQL = new MysqlReading();
  private static final ConnectorReading H2 = new H2Reading();

  private ConnectorReadings() {}

  static ConnectorReading of(Connector connector) {
    return switch (connector) {
      case POSTGRESQL -> POSTGRESQL;
      case MARIADB -> MARIADB;
      case MYSQL, MYSQL_ON_MARIADB -> MYSQL;
      case H2 -> H2;
    };
  }
}
