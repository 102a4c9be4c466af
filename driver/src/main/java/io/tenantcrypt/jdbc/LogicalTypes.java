package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Connector;
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
  private static final int H2_JSON = 1_000_000_000;

  /** Of a byte, as H2 shows bytes. */
  private static final int HEX_DIGITS = 2;

  /** What a driver says of a plain column of the type. */
  static LogicalTypes of(LogicalType type, Connector driver) {
    LogicalTypes usual = ofPostgres(type);
    return switch (driver) {
      case POSTGRESQL -> usual;
      case H2 -> usual.ofH2(type);
      case MARIADB -> MysqlTypes.ofMariaDb(type, length(type));
      case MYSQL, MYSQL_ON_MARIADB -> MysqlTypes.ofMysql(type, length(type));
    };
  }

  /** The most characters or bytes that a value has. */
  private static int length(LogicalType type) {
    if (type.name() == LogicalType.Name.ENUM) {
      return type.values().stream().mapToInt(String::length).max().orElse(UNBOUNDED);
    }
    return type.length() == 0 ? UNBOUNDED : type.length();
  }

  /** To H2 everything is of a case. */
  private LogicalTypes ofH2(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT -> h2(Types.SMALLINT, "SMALLINT", 16, 6);
      case INTEGER -> h2(Types.INTEGER, "INTEGER", 32, 11);
      case BIGINT -> h2(Types.BIGINT, "BIGINT", 64, 20);
      case DECIMAL -> h2(Types.NUMERIC, "NUMERIC", precision, displaySize);
      case REAL -> h2(Types.REAL, "REAL", 24, 15).whole();
      case DOUBLE -> h2(Types.DOUBLE, "DOUBLE PRECISION", 53, 24).whole();
      case BOOLEAN -> h2(Types.BOOLEAN, "BOOLEAN", 1, 5);
      case CHAR -> h2(Types.CHAR, "CHARACTER", precision, displaySize);
      case VARCHAR, ENUM -> h2(Types.VARCHAR, "CHARACTER VARYING", precision, displaySize);
      case TEXT -> h2(Types.CLOB, "CHARACTER LARGE OBJECT", precision, displaySize);
      case DATE -> h2(Types.DATE, "DATE", 10, 10);
      case TIME -> h2(Types.TIME, "TIME", 15, 15);
      case TIMESTAMP -> h2(Types.TIMESTAMP, "TIMESTAMP", 26, 26);
      case TIMESTAMPTZ -> h2(Types.TIMESTAMP_WITH_TIMEZONE, "TIMESTAMP WITH TIME ZONE", 32, 32);
      case UUID -> h2(Types.BINARY, "UUID", 16, 36);
      case BYTES -> {
        int length = length(type);
        yield h2(
            Types.VARBINARY,
            "BINARY VARYING",
            length,
            (int) Math.min(UNBOUNDED, HEX_DIGITS * (long) length));
      }
      case JSON -> h2(Types.OTHER, "JSON", H2_JSON, H2_JSON);
    };
  }

  private LogicalTypes h2(int code, String name, int size, int display) {
    return new LogicalTypes(code, name, className, size, scale, display, signed, true);
  }

  private LogicalTypes whole() {
    return new LogicalTypes(
        sqlType, typeName, className, precision, 0, displaySize, signed, caseSensitive);
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
      case ENUM -> text(Types.VARCHAR, "varchar", length(type));
      case DATE -> other(Types.DATE, "date", java.sql.Date.class, 13);
      case TIME -> micros(Types.TIME, "time", java.sql.Time.class, 15);
      case TIMESTAMP -> micros(Types.TIMESTAMP, "timestamp", java.sql.Timestamp.class, 29);
      case TIMESTAMPTZ -> micros(Types.TIMESTAMP, "timestamptz", java.sql.Timestamp.class, 35);
      case UUID -> ofCase(Types.OTHER, "uuid", java.util.UUID.class);
      case BYTES -> ofCase(Types.BINARY, "bytea", byte[].class);
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

  private static LogicalTypes ofCase(int sqlType, String name, Class<?> type) {
    return new LogicalTypes(sqlType, name, type.getName(), UNBOUNDED, 0, UNBOUNDED, false, true);
  }

  private static LogicalTypes micros(int sqlType, String name, Class<?> type, int display) {
    return new LogicalTypes(sqlType, name, type.getName(), display, 6, display, false, false);
  }

  private static LogicalTypes other(int sqlType, String name, Class<?> type, int display) {
    return new LogicalTypes(sqlType, name, type.getName(), display, 0, display, false, false);
  }
}
