package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Family;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.NClob;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** As MySQL Connector/J with its usual settings. */
final class MysqlReading extends NaturalReading {

  @Override
  String text(Column column, Object value) {
    if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      return value.toString();
    }
    String text = MysqlTextReading.withoutBlanks(column, MysqlServerText.of(value));
    boolean wholeSeconds = isTime(column) && text.endsWith(".000000");
    return wholeSeconds ? text.substring(0, text.length() - ".000000".length()) : text;
  }

  private static boolean isTime(Column column) {
    Family family = column.type().family();
    return family == Family.TIME || family == Family.TIMESTAMP || family == Family.INSTANT;
  }

  /** Only columns that are sent in UTF-8 have it. */
  @Override
  String nationalText(Column column, Object value) {
    if (value instanceof String) {
      return text(column, value);
    }
    throw wrongForm(column, Form.NSTRING);
  }

  @Override
  Object to(Column column, Object value, Class<?> target, @Nullable Calendar zone) {
    if (target == String.class) {
      return text(column, value);
    }
    if (target == byte[].class) {
      return bytes(column, value, Form.BYTES);
    }
    if (target == Boolean.class || Number.class.isAssignableFrom(target)) {
      return MysqlNumbers.to(column, value, target);
    }
    if (target == UUID.class) {
      return uuid(column, value);
    }
    return MysqlTimes.to(column, value, target, zone);
  }

  /** The connector makes one of sixteen other bytes where it has bytes: nobody wants that. */
  private static UUID uuid(Column column, Object value) {
    if (value instanceof UUID uuid) {
      return uuid;
    }
    if (value instanceof byte[] bytes && bytes.length == 2 * Long.BYTES) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    if (value instanceof String text && column.type().family() == Family.TEXT) {
      return UuidCodec.parse(column, text);
    }
    throw column.wrongClass(UUID.class, "reading a");
  }

  @Override
  Object asked(Column column, Object value, Class<?> asked) {
    if (asked == BigInteger.class) {
      return MysqlNumbers.integer(column, text(column, value));
    }
    if (asked == NClob.class) {
      return clob(column, value, Form.NCLOB);
    }
    if (asked == URL.class) {
      return url(column, value);
    }
    if (asked == Object.class || asked == Number.class) {
      throw column.wrongClass(asked, "reading a");
    }
    return to(column, value, Forms.boxed(asked), null);
  }

  @Override
  byte[] bytes(Column column, Object value, Form form) {
    if (form != Form.BYTES && form != Form.BLOB && !isSentAsBytes(value)) {
      throw wrongForm(column, form);
    }
    return value instanceof byte[] bytes
        ? bytes
        : utf8(MysqlTextReading.withoutBlanks(column, MysqlServerText.of(value)));
  }

  private static boolean isSentAsBytes(Object value) {
    return value instanceof String || value instanceof UUID || value instanceof byte[];
  }

  @Override
  Reader reader(Column column, Object value, Form form) {
    if (form == Form.NCHARACTER_STREAM ? !(value instanceof String) : !isSentAsBytes(value)) {
      throw wrongForm(column, form);
    }
    return readerOf(
        value instanceof byte[] bytes
            ? new String(bytes, StandardCharsets.ISO_8859_1)
            : text(column, value));
  }

  @Override
  Object clob(Column column, Object value, Form form) {
    if (form == Form.NCLOB && !(value instanceof String)) {
      throw wrongForm(column, form);
    }
    return clob(text(column, value));
  }

  @Override
  Class<?> objectClass(LogicalType type) {
    return type.name() == LogicalType.Name.TIMESTAMP
        ? LocalDateTime.class
        : Connector.POSTGRESQL.objectClass(type);
  }
}
