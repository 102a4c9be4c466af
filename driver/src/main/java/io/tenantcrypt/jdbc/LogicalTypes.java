package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.policy.LogicalType;
import java.sql.Types;

/**
 * What metadata says of a protected column: the same as PostgreSQL's driver says of a plain column
 * of its logical type.
 *
 * @param sqlType of {@link Types}
 * @param typeName the database's name
 * @param className what {@code getObject} gives
 * @param precision digits or characters; 0 where there is no bound
 * @param scale digits after the point
 * @param displaySize characters at most
 * @param signed whether it is a signed number
 * @param caseSensitive whether it is text
 */
record LogicalTypes(
    int sqlType,
    String typeName,
    String className,
    int precision,
    int scale,
    int displaySize,
    boolean signed,
    boolean caseSensitive) {

  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** What the driver of a session's product says of a plain column of the type. */
  static LogicalTypes of(LogicalType type, Reading reading) {
    LogicalTypes usual = ofPostgres(type);
    if (reading instanceof Reading.H2) {
      return usual.ofH2(type);
    }
    return reading instanceof Reading.Mysql ? usual.ofMysql(type) : usual;
  }

  private LogicalTypes ofH2(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT -> number(Types.SMALLINT, "SMALLINT", Integer.class, 16, 0, 6);
      case INTEGER -> number(Types.INTEGER, "INTEGER", Integer.class, 32, 0, 11);
      case BIGINT -> number(Types.BIGINT, "BIGINT", Long.class, 64, 0, 20);
      case DECIMAL -> named(Types.NUMERIC, "NUMERIC");
      case REAL -> number(Types.REAL, "REAL", Float.class, 24, 0, 15);
      case DOUBLE -> number(Types.DOUBLE, "DOUBLE PRECISION", Double.class, 53, 0, 24);
      case BOOLEAN -> named(Types.BOOLEAN, "BOOLEAN");
      case CHAR -> named(Types.CHAR, "CHARACTER");
      case VARCHAR, ENUM -> named(Types.VARCHAR, "CHARACTER VARYING");
      case TEXT -> named(Types.CLOB, "CHARACTER LARGE OBJECT");
      case DATE -> other(Types.DATE, "DATE", java.sql.Date.class, 10);
      case TIME -> micros(Types.TIME, "TIME", java.sql.Time.class, 15);
      case TIMESTAMP -> micros(Types.TIMESTAMP, "TIMESTAMP", java.sql.Timestamp.class, 26);
      case TIMESTAMPTZ ->
          micros(
              Types.TIMESTAMP_WITH_TIMEZONE,
              "TIMESTAMP WITH TIME ZONE",
              java.sql.Timestamp.class,
              32);
      case UUID -> other(Types.BINARY, "UUID", java.util.UUID.class, 16);
      case BYTES -> named(Types.VARBINARY, "BINARY VARYING");
      case JSON -> named(Types.OTHER, "JSON");
    };
  }

  private LogicalTypes named(int code, String name) {
    return new LogicalTypes(
        code, name, className, precision, scale, displaySize, signed, caseSensitive);
  }

  private LogicalTypes ofMysql(LogicalType type) {
    int code =
        switch (type.name()) {
          case DECIMAL -> Types.DECIMAL;
          case BYTES -> Types.VARBINARY;
          case JSON -> Types.LONGVARCHAR;
          default -> sqlType;
        };
    String name =
        switch (type.name()) {
          case SMALLINT -> "SMALLINT";
          case INTEGER -> "INTEGER";
          case BIGINT -> "BIGINT";
          case DECIMAL -> "DECIMAL";
          case REAL -> "FLOAT";
          case DOUBLE -> "DOUBLE";
          case BOOLEAN -> "BIT";
          case CHAR -> "CHAR";
          case VARCHAR, ENUM -> "VARCHAR";
          case TEXT -> "TEXT";
          case DATE -> "DATE";
          case TIME -> "TIME";
          case TIMESTAMP -> "DATETIME";
          case TIMESTAMPTZ -> "TIMESTAMP";
          case UUID -> "UUID";
          case BYTES -> "VARBINARY";
          case JSON -> "JSON";
        };
    return new LogicalTypes(
        code, name, className, precision, scale, displaySize, signed, caseSensitive);
  }

  private static LogicalTypes ofPostgres(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT -> number(Types.SMALLINT, "int2", Integer.class, 5, 0, 6);
      case INTEGER -> number(Types.INTEGER, "int4", Integer.class, 10, 0, 11);
      case BIGINT -> number(Types.BIGINT, "int8", Long.class, 19, 0, 20);
      case DECIMAL ->
          number(
              Types.NUMERIC,
              "numeric",
              java.math.BigDecimal.class,
              type.precision(),
              type.scale(),
              type.precision() + 2);
      case REAL -> number(Types.REAL, "float4", Float.class, 8, 8, 15);
      case DOUBLE -> number(Types.DOUBLE, "float8", Double.class, 17, 17, 25);
      case BOOLEAN -> other(Types.BIT, "bool", Boolean.class, 1);
      case CHAR -> text(Types.CHAR, "bpchar", type.length());
      case VARCHAR -> text(Types.VARCHAR, "varchar", type.length());
      case TEXT -> text(Types.VARCHAR, "text", UNBOUNDED);
      case ENUM ->
          text(
              Types.VARCHAR,
              "varchar",
              type.values().stream().mapToInt(String::length).max().orElse(UNBOUNDED));
      case DATE -> other(Types.DATE, "date", java.sql.Date.class, 13);
      case TIME -> micros(Types.TIME, "time", java.sql.Time.class, 15);
      case TIMESTAMP -> micros(Types.TIMESTAMP, "timestamp", java.sql.Timestamp.class, 29);
      case TIMESTAMPTZ -> micros(Types.TIMESTAMP, "timestamptz", java.sql.Timestamp.class, 35);
      case UUID -> other(Types.OTHER, "uuid", java.util.UUID.class, UNBOUNDED);
      case BYTES ->
          other(
              Types.BINARY, "bytea", byte[].class, type.length() == 0 ? UNBOUNDED : type.length());
      case JSON -> text(Types.OTHER, "json", UNBOUNDED);
    };
  }

  private static LogicalTypes number(
      int sqlType, String name, Class<?> type, int precision, int scale, int display) {
    return new LogicalTypes(sqlType, name, type.getName(), precision, scale, display, true, false);
  }

  private static LogicalTypes text(int sqlType, String name, int length) {
    int size = length == 0 ? UNBOUNDED : length;
    return new LogicalTypes(sqlType, name, String.class.getName(), size, 0, size, false, true);
  }

  private static LogicalTypes micros(int sqlType, String name, Class<?> type, int display) {
    return new LogicalTypes(sqlType, name, type.getName(), display, 6, display, false, false);
  }

  private static LogicalTypes other(int sqlType, String name, Class<?> type, int display) {
    return new LogicalTypes(sqlType, name, type.getName(), display, 0, display, false, false);
  }
}
