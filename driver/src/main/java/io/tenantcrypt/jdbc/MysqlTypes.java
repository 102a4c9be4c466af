package io.tenantcrypt.jdbc;

import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.UUID;

/** What the two drivers of MariaDB and MySQL say of a result's plain columns. */
final class MysqlTypes {

  private static final int MARIADB_TEXT = 65_535;

  /** In characters of four bytes. */
  private static final int MYSQL_TEXT = 16_383;

  private static final int MYSQL_JSON = 536_870_911;

  private MysqlTypes() {}

  /** What MariaDB Connector/J says; to it nearly everything is signed and of a case. */
  static LogicalTypes ofMariaDb(LogicalType type, int length) {
    return switch (type.name()) {
      case SMALLINT -> maria(Types.SMALLINT, "SMALLINT", Short.class, 5, 0, 6);
      case INTEGER -> maria(Types.INTEGER, "INTEGER", Integer.class, 10, 0, 11);
      case BIGINT -> maria(Types.BIGINT, "BIGINT", Long.class, 19, 0, 20);
      case DECIMAL ->
          maria(
              Types.DECIMAL,
              "DECIMAL",
              BigDecimal.class,
              type.precision(),
              type.scale(),
              type.precision() + 2);
      case REAL -> maria(Types.REAL, "FLOAT", Float.class, 12, 31, 12);
      case DOUBLE -> maria(Types.DOUBLE, "DOUBLE", Double.class, 22, 31, 22);
      case BOOLEAN -> maria(Types.BOOLEAN, "BOOLEAN", Boolean.class, 1, 0, 1);
      case CHAR -> maria(Types.CHAR, "CHAR", String.class, length, 0, length);
      case VARCHAR, ENUM -> maria(Types.VARCHAR, "VARCHAR", String.class, length, 0, length);
      case TEXT -> maria(Types.VARCHAR, "TEXT", String.class, MARIADB_TEXT, 0, MARIADB_TEXT);
      case DATE -> maria(Types.DATE, "DATE", Date.class, 10, 0, 10);
      case TIME -> maria(Types.TIME, "TIME", Time.class, 17, 6, 17);
      case TIMESTAMP -> maria(Types.TIMESTAMP, "DATETIME", Timestamp.class, 26, 6, 26);
      case TIMESTAMPTZ ->
          new LogicalTypes(
              Types.TIMESTAMP, "TIMESTAMP", Timestamp.class.getName(), 26, 6, 26, false, true);
      case UUID ->
          new LogicalTypes(Types.OTHER, "uuid", UUID.class.getName(), 36, 0, 144, false, true);
      case BYTES ->
          new LogicalTypes(Types.VARBINARY, "VARBINARY", "byte[]", length, 0, length, true, true);
      case JSON -> maria(Types.LONGVARCHAR, "JSON", String.class, 0, 0, 0);
    };
  }

  private static LogicalTypes maria(
      int sqlType, String name, Class<?> type, int precision, int scale, int display) {
    return new LogicalTypes(sqlType, name, type.getName(), precision, scale, display, true, true);
  }

  /** What MySQL Connector/J says. */
  static LogicalTypes ofMysql(LogicalType type, int length) {
    return switch (type.name()) {
      case SMALLINT -> number(Types.SMALLINT, "SMALLINT", Integer.class, 5);
      case INTEGER -> number(Types.INTEGER, "INT", Integer.class, 10);
      case BIGINT -> number(Types.BIGINT, "BIGINT", Long.class, 19);
      case DECIMAL ->
          new LogicalTypes(
              Types.DECIMAL,
              "DECIMAL",
              BigDecimal.class.getName(),
              type.precision(),
              type.scale(),
              type.precision(),
              true,
              true);
      case REAL -> number(Types.REAL, "FLOAT", Float.class, 12);
      case DOUBLE -> number(Types.DOUBLE, "DOUBLE", Double.class, 22);
      case BOOLEAN -> other(Types.BIT, "BIT", Boolean.class, 1, false);
      case CHAR -> other(Types.CHAR, "CHAR", String.class, length, false);
      case VARCHAR, ENUM -> other(Types.VARCHAR, "VARCHAR", String.class, length, false);
      case TEXT -> other(Types.LONGVARCHAR, "TEXT", String.class, MYSQL_TEXT, false);
      case DATE -> other(Types.DATE, "DATE", Date.class, 10, false);
      case TIME -> other(Types.TIME, "TIME", Time.class, 17, false);
      case TIMESTAMP -> other(Types.TIMESTAMP, "DATETIME", LocalDateTime.class, 26, false);
      case TIMESTAMPTZ -> other(Types.TIMESTAMP, "TIMESTAMP", Timestamp.class, 26, false);
      case UUID -> other(Types.CHAR, "CHAR", UUID.class, 36, false);
      case BYTES -> other(Types.VARBINARY, "VARBINARY", byte[].class, length, true);
      case JSON -> other(Types.LONGVARCHAR, "LONGTEXT", String.class, MYSQL_JSON, true);
    };
  }

  private static LogicalTypes number(int sqlType, String name, Class<?> type, int size) {
    return new LogicalTypes(sqlType, name, type.getName(), size, 0, size, true, false);
  }

  private static LogicalTypes other(
      int sqlType, String name, Class<?> type, int size, boolean caseSensitive) {
    return new LogicalTypes(sqlType, name, type.getName(), size, 0, size, false, caseSensitive);
  }
}
