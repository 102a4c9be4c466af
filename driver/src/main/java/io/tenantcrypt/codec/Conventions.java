package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType.Family;
import java.math.BigDecimal;
import java.util.Calendar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a real driver and its server make of a bound value before it is one of a column's type: a
 * boolean in a text column is {@code true}, {@code TRUE} or {@code 1}. The codecs themselves follow
 * PostgreSQL.
 */
public enum Conventions {
  POSTGRESQL,
  H2,
  /** MariaDB Connector/J, on any server. */
  MARIADB,
  /** MySQL Connector/J on a MariaDB. */
  MYSQL_ON_MARIADB,
  /** MySQL Connector/J on a MySQL. */
  MYSQL;

  private static final Pattern FINER_THAN_MICROS = Pattern.compile("(\\.[0-9]{6})[0-9]+");

  private static final Pattern NEGATIVE_ZERO = Pattern.compile("\\s*-0*\\.?0*\\s*");

  /** Whether values travel as the text of a statement, as both connectors send them. */
  boolean asText() {
    return this != POSTGRESQL && this != H2;
  }

  /** Whether an integer's target type of {@code setObject} rounds nothing: MySQL Connector/J. */
  boolean sendsNumbersAsTheyAre() {
    return this == MYSQL || this == MYSQL_ON_MARIADB;
  }

  /** Whether a scale given to {@code setObject} is nothing: MariaDB Connector/J and H2. */
  boolean ignoresScale() {
    return this == MARIADB || this == H2;
  }

  /** The value as the codec of the column's family takes it; the same object in most cases. */
  Object bound(Column column, Object given, @Nullable Calendar calendar) {
    Family family = column.type().family();
    boolean read = asText() && given instanceof byte[];
    Object value =
        read && family != Family.BYTES && family != Family.UUID
            ? BoundText.of(column, this, given, null)
            : given;
    return switch (family) {
      case TEXT -> BoundText.of(column, this, value, calendar);
      case JSON -> this == POSTGRESQL ? value : json(column, value, calendar);
      case INTEGER, DECIMAL -> this == POSTGRESQL ? value : exactly(column, value);
      case FLOAT -> floating(column, value);
      case BOOLEAN -> this == H2 ? BoundBoolean.ofH2(column, value) : value;
      case DATE, TIME, TIMESTAMP, INSTANT -> BoundTime.of(column, this, value);
      case UUID -> this == POSTGRESQL ? value : BoundBytes.uuid(value);
      case BYTES -> this == POSTGRESQL ? value : BoundBytes.ofText(column, value);
    };
  }

  private Object json(Column column, Object value, @Nullable Calendar calendar) {
    if (value instanceof Boolean bool) {
      return asText() ? (bool ? "1" : "0") : bool.toString();
    }
    boolean scalar = value instanceof Number || value instanceof byte[];
    return scalar
        ? TextCodec.text(column, BoundText.of(column, this, value, calendar))
        : value;
  }

  /** Numbers keep all their digits, and are rounded half away from zero; on H2 half up. */
  private Object exactly(Column column, Object value) {
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        return value;
      }
      return this == H2 && column.type().family() == Family.INTEGER && Math.abs(number) < 0x1p62
          ? (Object) Math.round(number)
          : new BigDecimal(value.toString());
    }
    if (!asText()) {
      return value;
    }
    // The connectors' strings are read as literals: 12.5 is the integer 13.
    return value instanceof String text ? Numbers.parse(column, text) : value;
  }

  private Object floating(Column column, Object value) {
    Object number = value;
    if (value instanceof Float single && !asText()) {
      number = (double) single;
    } else if (value instanceof Boolean bool && this != POSTGRESQL) {
      number = bool ? 1d : 0d;
    }
    if (this == H2 && number instanceof String text && NEGATIVE_ZERO.matcher(text).matches()) {
      return 0d;
    }
    if (this != POSTGRESQL && number instanceof Number zero && zero.doubleValue() == 0) {
      return zero instanceof Float || zero instanceof Double ? 0d : zero; // none is negative
    }
    return number;
  }

  /** A time to the microsecond, where the rest is cut and not rounded. */
  Object cut(Object value) {
    if (value instanceof String text) {
      return this == MARIADB || this == MYSQL_ON_MARIADB
          ? FINER_THAN_MICROS.matcher(text).replaceAll("$1")
          : text;
    }
    return this == MARIADB ? BoundTime.cut(value) : value;
  }
}
