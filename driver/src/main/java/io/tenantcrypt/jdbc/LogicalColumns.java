package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.policy.LogicalType;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * What {@code DatabaseMetaData.getColumns} says of a plain column of a logical type, which is not
 * in all what the metadata of a result says.
 *
 * @param sqlType DATA_TYPE
 * @param typeName TYPE_NAME
 * @param size COLUMN_SIZE
 * @param digits DECIMAL_DIGITS
 * @param radix NUM_PREC_RADIX
 * @param octets CHAR_OCTET_LENGTH
 */
record LogicalColumns(
    int sqlType,
    String typeName,
    @Nullable Integer size,
    @Nullable Integer digits,
    @Nullable Integer radix,
    @Nullable Integer octets) {

  private static final int MYSQL_TEXT = 65_535;

  /** The longest character of utf8mb4. */
  private static final int BYTES_OF_A_CHARACTER = 4;

  static LogicalColumns of(LogicalType type, Connector driver) {
    LogicalTypes usual = LogicalTypes.of(type, driver);
    return switch (driver) {
      case POSTGRESQL ->
          new LogicalColumns(
              usual.sqlType(),
              usual.typeName(),
              usual.precision(),
              usual.scale(),
              10,
              isText(type) || type.name() == LogicalType.Name.BYTES ? usual.precision() : null);
      case H2 -> ofH2(type, usual);
      case MARIADB, MYSQL, MYSQL_ON_MARIADB -> ofMysql(type, usual, driver == Connector.MARIADB);
    };
  }

  private static boolean isText(LogicalType type) {
    return type.name().family() == LogicalType.Family.TEXT;
  }

  private static LogicalColumns ofH2(LogicalType type, LogicalTypes usual) {
    int size = usual.precision();
    Integer radix =
        switch (type.name().family()) {
          case INTEGER, FLOAT -> 2;
          case DECIMAL -> 10;
          default -> null;
        };
    return new LogicalColumns(usual.sqlType(), usual.typeName(), size, usual.scale(), radix, size);
  }

  private static LogicalColumns ofMysql(LogicalType type, LogicalTypes usual, boolean mariaDb) {
    int code =
        switch (type.name()) {
          case TEXT -> Types.LONGVARCHAR;
          case UUID -> Types.OTHER;
          default -> usual.sqlType();
        };
    String name =
        switch (type.name()) {
          case INTEGER -> "INT";
          case JSON -> "LONGTEXT";
          case UUID -> "UUID";
          default -> usual.typeName();
        };
    Integer size =
        switch (type.name()) {
          case TEXT -> MYSQL_TEXT;
          case JSON -> Integer.MAX_VALUE;
          case UUID -> null;
          case BOOLEAN -> mariaDb ? 3 : 1;
          case TIME -> mariaDb ? 17 : 15;
          default -> usual.precision();
        };
    return new LogicalColumns(code, name, size, digits(type, mariaDb), 10, octets(type, size));
  }

  private static @Nullable Integer digits(LogicalType type, boolean mariaDb) {
    return switch (type.name()) {
      case DECIMAL -> type.scale();
      case SMALLINT, INTEGER, BIGINT, BOOLEAN -> mariaDb ? 0 : null;
      case REAL, DOUBLE -> mariaDb ? null : 0;
      default -> null;
    };
  }

  private static @Nullable Integer octets(LogicalType type, @Nullable Integer size) {
    return switch (type.name()) {
      case CHAR, VARCHAR, ENUM ->
          size == null
              ? null
              : (int) Math.min(Integer.MAX_VALUE, (long) size * BYTES_OF_A_CHARACTER);
      case TEXT, JSON, BYTES -> size;
      default -> null;
    };
  }
}
