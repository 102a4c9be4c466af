package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.JDBCType;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The target SQL type of {@code setObject}: the value is converted to it first, as the real driver
 * does, and to the column's type then.
 */
final class SqlTypeHint {

  private SqlTypeHint() {}

  static Object apply(Column column, Connector by, Object value, List<?> hints) {
    if (hints.isEmpty()) {
      return value;
    }
    int target = target(column, hints.get(0));
    return switch (target) {
      case Types.TINYINT, Types.SMALLINT -> integer(column, by, value, Short.class);
      case Types.INTEGER -> integer(column, by, value, Integer.class);
      case Types.BIGINT -> big(column, by, value);
      case Types.NUMERIC, Types.DECIMAL -> decimal(column, by, value, hints);
      case Types.REAL -> isKept(by, value) ? value : number(column, value).floatValue();
      case Types.FLOAT, Types.DOUBLE ->
          isKept(by, value) ? value : number(column, value).doubleValue();
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
          TextCodec.text(column, text(column, by, value));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> binary(column, value);
      case Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          temporal(column, by, target, value);
      case Types.OTHER -> unspecified(by, value);
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

  /** MariaDB Connector/J looks at the class of a date, a time or a boolean alone. */
  private static boolean isKept(Connector by, Object value) {
    return by == Connector.MARIADB && (value instanceof Boolean || TemporalBound.isOne(value));
  }

  /** PostgreSQL's driver writes dates and times as Java does here. */
  private static Object text(Column column, Connector by, Object value) {
    return by == Connector.POSTGRESQL && TemporalBound.isOne(value)
        ? value.toString()
        : BoundText.of(column, by, value, null);
  }

  /** PostgreSQL's driver sends the text without a type: the column reads it. */
  private static Object unspecified(Connector by, Object value) {
    return by == Connector.POSTGRESQL && TemporalBound.isOne(value) ? value.toString() : value;
  }

  /** MySQL Connector/J leaves a number as it is here, and the server rounds it. */
  private static Object big(Column column, Connector by, Object value) {
    return by.isMysql() && value instanceof Number ? value : integer(column, by, value, Long.class);
  }

  private static Object integer(Column column, Connector by, Object value, Class<?> target) {
    Number number = number(column, value);
    if (by == Connector.H2 && (number instanceof Double || number instanceof Float)) {
      number = new BigDecimal(finite(column, number).toString()).setScale(0, RoundingMode.HALF_UP);
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

  private static Object decimal(Column column, Connector by, Object value, List<?> hints) {
    Number number = number(column, value);
    boolean approximate = number instanceof Double || number instanceof Float;
    if (by != Connector.POSTGRESQL && approximate) {
      return by == Connector.H2 ? new BigDecimal(finite(column, number).toString()) : number;
    }
    BigDecimal decimal = Numbers.exact(column, number);
    boolean scaled = !by.ignoresScale() && (by == Connector.POSTGRESQL || !isInteger(value));
    return scaled && hints.size() > 1 && hints.get(1) instanceof Integer scale
        ? Scales.set(column, decimal, scale)
        : decimal;
  }

  private static boolean isInteger(Object value) {
    return Numbers.isLong(value);
  }

  private static Object temporal(Column column, Connector by, int target, Object value) {
    boolean held =
        switch (column.type().family()) {
          case DATE, TIME, TIMESTAMP, INSTANT -> true;
          default -> false;
        };
    if (!held && !isOwn(by, target, value)) {
      // Each driver and server makes another text of it.
      throw column.misfit("its class is not that of the target type, nor is the column's");
    }
    if (isKept(by, value)) {
      return value;
    }
    return switch (target) {
      case Types.DATE -> date(column, by, value);
      case Types.TIME -> time(column, value);
      default -> timestamp(column, value);
    };
  }

  /** Whether a value is of the target type already. */
  private static boolean isOwn(Connector by, int target, Object value) {
    boolean legacy = by != Connector.POSTGRESQL; // that driver adds an offset
    return switch (target) {
      case Types.DATE -> value instanceof LocalDate || (legacy && value instanceof java.sql.Date);
      case Types.TIME -> value instanceof LocalTime || (legacy && value instanceof Time);
      case Types.TIMESTAMP -> value instanceof LocalDateTime || value instanceof Timestamp;
      default -> value instanceof OffsetDateTime;
    };
  }

  private static Object date(Column column, Connector by, Object value) {
    // The day is taken before anything is rounded into the next one.
    Object day =
        value instanceof Timestamp timestamp ? new java.sql.Date(timestamp.getTime()) : value;
    Moment moment =
        by == Connector.H2 && day instanceof java.sql.Date legacy
            ? LegacyTimes.proleptic(column, legacy, null)
            : Temporals.of(column, day, null);
    return moment.requireDate(column);
  }

  private static Object binary(Column column, Object value) {
    if (value instanceof byte[]) {
      return value;
    }
    throw column.wrongClass(value.getClass(), "binding a");
  }

  /** As it is: nothing is cut from it. */
  private static Object timestamp(Column column, Object value) {
    boolean given = TemporalBound.isOne(value) || value instanceof Calendar;
    if (!given) {
      Temporals.of(column, value, null); // refuses what is no time
    }
    return value;
  }

  private static Object time(Column column, Object value) {
    long micros = Temporals.of(column, value, null).requireMicros(column);
    return TemporalText.print(new Moment(null, micros, null));
  }
}
