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
final class Bound {

  private static final Pattern FINER_THAN_MICROS = Pattern.compile("(\\.[0-9]{6})[0-9]+");

  private static final Pattern NEGATIVE_ZERO = Pattern.compile("\\s*-0*\\.?0*\\s*");

  private Bound() {}

  /** The value as the codec of the column's family takes it; the same object in most cases. */
  static Object of(Column column, Connector by, Object given, @Nullable Calendar calendar) {
    Family family = column.type().family();
    boolean read = by.sendsText() && given instanceof byte[];
    Object value =
        read && family != Family.BYTES && family != Family.UUID
            ? BoundText.of(column, by, given, null)
            : given;
    return switch (family) {
      case TEXT -> BoundText.of(column, by, value, calendar);
      case JSON -> by == Connector.POSTGRESQL ? value : json(column, by, value, calendar);
      case INTEGER, DECIMAL -> by == Connector.POSTGRESQL ? value : exactly(column, by, value);
      case FLOAT -> floating(by, value);
      case BOOLEAN -> by == Connector.H2 ? BoundBoolean.ofH2(column, value) : value;
      case DATE, TIME, TIMESTAMP, INSTANT -> BoundTime.of(column, by, value, calendar);
      case UUID -> by == Connector.POSTGRESQL ? value : BoundBytes.uuid(value);
      case BYTES -> by == Connector.POSTGRESQL ? value : BoundBytes.ofText(column, value);
    };
  }

  private static Object json(
      Column column, Connector by, Object value, @Nullable Calendar calendar) {
    if (value instanceof Boolean bool) {
      return by.sendsText() ? (bool ? "1" : "0") : bool.toString();
    }
    boolean scalar = value instanceof Number || value instanceof byte[];
    return scalar ? TextCodec.text(column, BoundText.of(column, by, value, calendar)) : value;
  }

  /** Numbers keep all their digits, and are rounded half away from zero; on H2 half up. */
  private static Object exactly(Column column, Connector by, Object value) {
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        return value;
      }
      return by == Connector.H2
              && column.type().family() == Family.INTEGER
              && Math.abs(number) < 0x1p62
          ? (Object) Math.round(number)
          : new BigDecimal(value.toString());
    }
    if (!by.sendsText()) {
      return value;
    }
    // The connectors' strings are read as literals: 12.5 is the integer 13.
    return value instanceof String text ? Numbers.parse(column, text) : value;
  }

  private static Object floating(Connector by, Object value) {
    Object number = value;
    if (value instanceof Float single && !by.sendsText()) {
      number = (double) single;
    } else if (value instanceof Boolean bool && by != Connector.POSTGRESQL) {
      number = bool ? 1d : 0d;
    }
    if (by == Connector.H2
        && number instanceof String text
        && NEGATIVE_ZERO.matcher(text).matches()) {
      return 0d;
    }
    if (by != Connector.POSTGRESQL && number instanceof Number zero && zero.doubleValue() == 0) {
      return zero instanceof Float || zero instanceof Double ? 0d : zero; // none is negative
    }
    return number;
  }

  /** A time to the microsecond, where the rest is cut and not rounded. */
  static Object cut(Connector by, Object value) {
    if (value instanceof String text) {
      return by == Connector.MARIADB || by == Connector.MYSQL_ON_MARIADB
          ? FINER_THAN_MICROS.matcher(text).replaceAll("$1")
          : text;
    }
    return by == Connector.MARIADB ? BoundTime.cut(value) : value;
  }
}
