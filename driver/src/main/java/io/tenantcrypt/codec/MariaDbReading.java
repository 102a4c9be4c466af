package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** As MariaDB Connector/J. */
final class MariaDbReading extends NaturalReading {

  @Override
  String text(Column column, Object value) {
    if (value instanceof java.time.LocalDateTime moment) {
      // The connector takes it through the JVM's zone, which has no time in the hour left out.
      return MysqlServerText.of(moment.atZone(Moment.jvmZone()).toLocalDateTime());
    }
    return MysqlTextReading.withoutBlanks(column, MysqlServerText.of(value));
  }

  @Override
  Object to(Column column, Object value, Class<?> target, @Nullable Calendar zone) {
    if (target == String.class) {
      return text(column, value);
    }
    if (target == byte[].class) {
      return bytes(column, value, Form.BYTES);
    }
    if (target == Boolean.class) {
      return bool(column, value);
    }
    if (Number.class.isAssignableFrom(target)) {
      return number(column, value, target);
    }
    if (target == UUID.class) {
      return uuid(column, value);
    }
    return MariaDbTimes.to(column, value, target, zone);
  }

  private static UUID uuid(Column column, Object value) {
    if (value instanceof UUID uuid) {
      return uuid;
    }
    if (value instanceof String text && MysqlTextReading.isShort(column)) {
      return UuidCodec.parse(column, text);
    }
    throw column.wrongClass(UUID.class, "reading a");
  }

  private static boolean bool(Column column, Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.intValue() != 0;
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue() != 0;
    }
    if (value instanceof String text) {
      return !MysqlTextReading.withoutBlanks(column, text).equals("0");
    }
    throw column.wrongClass(Boolean.class, "reading a");
  }

  private static Object number(Column column, Object value, Class<?> target) {
    if (value instanceof byte[] bytes && target == Byte.class && bytes.length > 0) {
      return bytes[0];
    }
    if (Ranges.isIntegral(target)) {
      return integral(column, value, target);
    }
    if (target == Double.class || target == Float.class) {
      return binary(column, value, target);
    }
    BigDecimal decimal = decimal(column, value, target);
    return target == BigInteger.class ? Ranges.integer(column, decimal) : decimal;
  }

  private static Object integral(Column column, Object value, Class<?> target) {
    if (value instanceof Long number) {
      return Ranges.of(column, number, target);
    }
    if (value instanceof Double || value instanceof Float) {
      return Ranges.truncated(column, ((Number) value).doubleValue(), target);
    }
    BigDecimal decimal = decimal(column, value, target);
    if (target == Long.class && value instanceof String text && !MysqlTextReading.isInteger(text)) {
      throw column.misfit("its text is not an integer");
    }
    return Ranges.of(column, decimal, RoundingMode.DOWN, target);
  }

  private static Object binary(Column column, Object value, Class<?> target) {
    if (value instanceof String text) {
      return Doubles.parse(column, MysqlTextReading.withoutBlanks(column, text), target);
    }
    BigDecimal decimal = decimal(column, value, target);
    if (target == Double.class) {
      return decimal.doubleValue();
    }
    return decimal.floatValue();
  }

  private static BigDecimal decimal(Column column, Object value, Class<?> target) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Double || value instanceof Float) {
      return Doubles.finite(column, MysqlServerText.of(value));
    }
    if (value instanceof String text) {
      String whole = MysqlTextReading.withoutBlanks(column, text);
      if (whole.isBlank() || whole.length() != whole.strip().length()) {
        throw column.misfit("its text is not a number");
      }
      return Numbers.parse(column, whole);
    }
    throw column.wrongClass(target, "reading a");
  }

  @Override
  Object asked(Column column, Object value, Class<?> asked) {
    if (asked == Object.class) {
      return to(column, value, objectClass(column.type()), null);
    }
    if (asked == java.io.InputStream.class) {
      return stream(column, value, Form.BINARY_STREAM);
    }
    if (asked == Reader.class) {
      return reader(column, value, Form.CHARACTER_STREAM);
    }
    if (asked == Clob.class || asked == NClob.class) {
      return clob(column, value, Form.CLOB);
    }
    if (asked == Blob.class) {
      return blob(column, value);
    }
    // The connector knows all classes of primitive types but this one.
    return to(column, value, asked == long.class ? asked : Forms.boxed(asked), null);
  }

  @Override
  byte[] bytes(Column column, Object value, Form form) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    return utf8(characters(column, value, form));
  }

  private String characters(Column column, Object value, Form form) {
    if (value instanceof String || value instanceof UUID) {
      return text(column, value);
    }
    throw wrongForm(column, form);
  }

  @Override
  Reader reader(Column column, Object value, Form form) {
    return readerOf(characters(column, value, form));
  }

  @Override
  Object clob(Column column, Object value, Form form) {
    return clob(characters(column, value, form));
  }

  @Override
  Class<?> objectClass(LogicalType type) {
    return type.name() == LogicalType.Name.SMALLINT
        ? Short.class
        : Connector.POSTGRESQL.objectClass(type);
  }
}
