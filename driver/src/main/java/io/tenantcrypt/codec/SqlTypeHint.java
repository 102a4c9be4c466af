package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.sql.JDBCType;
import java.sql.SQLType;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The target SQL type of {@code setObject}: the value is converted to it first, as the real driver
 * does, and to the column's type then.
 */
final class SqlTypeHint {

  private SqlTypeHint() {}

  static Object apply(Column column, Object value, List<?> hints) {
    if (hints.isEmpty()) {
      return value;
    }
    int target = target(column, hints.get(0));
    return switch (target) {
      case Types.TINYINT, Types.SMALLINT -> integer(column, value, Short.class);
      case Types.INTEGER -> integer(column, value, Integer.class);
      case Types.BIGINT -> integer(column, value, Long.class);
      case Types.NUMERIC, Types.DECIMAL -> decimal(column, value, hints);
      case Types.REAL -> number(column, value).floatValue();
      case Types.FLOAT, Types.DOUBLE -> number(column, value).doubleValue();
      case Types.BIT, Types.BOOLEAN -> BooleanCodec.toBoolean(column, value);
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR ->
          TextCodec.text(column, value);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> binary(column, value);
      case Types.DATE -> Temporals.of(column, value, null).requireDate(column);
      case Types.TIME -> time(column, value);
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.OTHER -> value;
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

  private static Object integer(Column column, Object value, Class<?> target) {
    Number number = number(column, value);
    Object integer =
        Numbers.isLong(number)
            ? Numbers.to(column, number.longValue(), target)
            : Numbers.to(column, Numbers.exact(column, number), target);
    if (integer == null) {
      throw column.wrongClass(value.getClass(), "binding a");
    }
    return integer;
  }

  private static BigDecimal decimal(Column column, Object value, List<?> hints) {
    BigDecimal decimal = Numbers.exact(column, number(column, value));
    return hints.size() > 1 && hints.get(1) instanceof Integer scale
        ? Scales.set(column, decimal, scale)
        : decimal;
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
