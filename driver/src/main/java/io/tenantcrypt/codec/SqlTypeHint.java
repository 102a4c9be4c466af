package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.JDBCType;
import java.sql.SQLType;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The target SQL type of {@code setObject}: the value is converted to it first, as the real driver
 * does, and to the column's type then.
 */
final class SqlTypeHint {

  private SqlTypeHint() {}

  static Object apply(Column column, Conventions by, Object value, List<?> hints) {
    if (hints.isEmpty()) {
      return value;
    }
    int target = target(column, hints.get(0));
    return switch (target) {
      case Types.TINYINT, Types.SMALLINT -> integer(column, by, value, Short.class);
      case Types.INTEGER -> integer(column, by, value, Integer.class);
      case Types.BIGINT -> integer(column, by, value, Long.class);
      case Types.NUMERIC, Types.DECIMAL -> decimal(column, by, value, hints);
      case Types.REAL -> number(column, value).floatValue();
      case Types.FLOAT, Types.DOUBLE -> number(column, value).doubleValue();
      case Types.BIT, Types.BOOLEAN -> BooleanCodec.toBoolean(column, value);
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.SQLXML ->
          TextCodec.text(column, BoundText.of(column, by, value, null));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> binary(column, value);
      case Types.DATE -> isKept(by, value) ? value : date(column, value);
      case Types.TIME -> isKept(by, value) ? value : time(column, value);
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> value;
      case Types.OTHER -> unspecified(column, by, value);
      default -> throw column.unavailable("setObject with SQL type " + target);
    };
  }

  private static int target(Column column, @Nullable Object hint) {
    if (hint instanceof Integer type) {
      return type;
    }
    if (hint instanceof JDBCType type) {
      return type.getVendorTypeNumber();
    }
    throw column.unavailable(
        hint instanceof SQLType type
            ? "setObject with SQL type " + type.getName() + " of " + type.getVendor()
            : "this form of setObject");
  }

  private static Number number(Column column, Object value) {
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    return value instanceof Double || value instanceof Float
        ? (Number) value
        : Numbers.exact(column, value);
  }

  /** MariaDB Connector/J looks at the class of a date or time alone. */
  private static boolean isKept(Conventions by, Object value) {
    return by == Conventions.MARIADB && TemporalBound.isOne(value);
  }

  /** PostgreSQL's driver sends a text without a type: the column reads it, and drops an offset. */
  private static Object unspecified(Column column, Conventions by, Object value) {
    return by == Conventions.POSTGRESQL && value instanceof OffsetDateTime
        ? TemporalBound.text(column, by, value, null)
        : value;
  }

  private static Object integer(Column column, Conventions by, Object value, Class<?> target) {
    Number number = number(column, value);
    if (number instanceof Double || number instanceof Float) {
      if (by.sendsNumbersAsTheyAre()) {
        return number; // the server rounds it, if the column is one of integers
      }
      if (by == Conventions.H2) {
        number = new BigDecimal(finite(column, number).toString()).setScale(0, RoundingMode.HALF_UP);
      }
    } else if (by.sendsNumbersAsTheyAre() && number instanceof BigDecimal) {
      return number;
    }
    Object integer =
        Numbers.isLong(number)
            ? Numbers.to(column, number.longValue(), target)
            : Numbers.to(column, Numbers.exact(column, number), target);
    if (integer == null) {
      throw column.wrongClass(value.getClass(), "binding a");
    }
    return integer;
  }

  private static Number finite(Column column, Number number) {
    if (!Double.isFinite(number.doubleValue())) {
      throw column.misfit("it is not a finite number");
    }
    return number;
  }

  private static Object decimal(Column column, Conventions by, Object value, List<?> hints) {
    Number number = number(column, value);
    boolean approximate = number instanceof Double || number instanceof Float;
    if (by != Conventions.POSTGRESQL && approximate) {
      return by == Conventions.H2 ? new BigDecimal(finite(column, number).toString()) : number;
    }
    BigDecimal decimal = Numbers.exact(column, number);
    boolean scaled = !by.ignoresScale() && (by == Conventions.POSTGRESQL || !isInteger(value));
    return scaled && hints.size() > 1 && hints.get(1) instanceof Integer scale
        ? Scales.set(column, decimal, scale)
        : decimal;
  }

  private static boolean isInteger(Object value) {
    return Numbers.isLong(value);
  }

  private static Object date(Column column, Object value) {
    return Temporals.of(column, value, null).requireDate(column);
  }

  private static Object binary(Column column, Object value) {
    if (value instanceof byte[]) {
      return value;
    }
    throw column.wrongClass(value.getClass(), "binding a");
  }

  private static Object time(Column column, Object value) {
    long micros = Temporals.of(column, value, null).requireMicros(column);
    return TemporalText.print(new Moment(null, micros, null));
  }
}
