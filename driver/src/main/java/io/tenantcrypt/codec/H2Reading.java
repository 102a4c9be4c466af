package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** As H2: a getter casts the value to the type that it gives. */
final class H2Reading extends NaturalReading {

  @Override
  String text(Column column, Object value) {
    if (value instanceof String text) {
      return padded(column.type(), text);
    }
    if (value instanceof Boolean bool) {
      return bool ? "TRUE" : "FALSE";
    }
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return H2Times.isTime(value) ? H2Times.text(value) : value.toString();
  }

  /** To its length in UTF-16, which is how this database counts. */
  private static String padded(LogicalType type, String text) {
    if (type.name() != LogicalType.Name.CHAR) {
      return text;
    }
    String cut = text.stripTrailing();
    int missing = type.length() - cut.length();
    return missing > 0 ? cut + " ".repeat(missing) : cut;
  }

  @Override
  Object to(Column column, Object value, Class<?> target, @Nullable Calendar zone) {
    if (target == String.class) {
      return text(column, value);
    }
    if (target == byte[].class) {
      return bytes(column, value, Form.BYTES);
    }
    if (target == Clob.class) {
      return clob(column, value, Form.CLOB);
    }
    if (target == Boolean.class || Number.class.isAssignableFrom(target)) {
      return H2Numbers.to(column, value, target);
    }
    if (target == UUID.class) {
      return uuid(column, value);
    }
    return H2Times.to(column, value, target, zone);
  }

  private static UUID uuid(Column column, Object value) {
    if (value instanceof UUID uuid) {
      return uuid;
    }
    if (value instanceof byte[] bytes && bytes.length == 2 * Long.BYTES) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    if (value instanceof String text && isShort(column)) {
      return UuidCodec.parse(column, text);
    }
    throw column.wrongClass(UUID.class, "reading a");
  }

  /** Not a CLOB or JSON, which are cast to nothing. */
  static boolean isShort(Column column) {
    return column.type().name() != LogicalType.Name.TEXT
        && column.type().name() != LogicalType.Name.JSON;
  }

  @Override
  Object asked(Column column, Object value, Class<?> asked) {
    if (asked == Character.class) {
      String text = text(column, value);
      return text.isEmpty() ? ' ' : text.charAt(0);
    }
    if (asked == InputStream.class) {
      return stream(column, value, Form.BINARY_STREAM);
    }
    if (asked == Reader.class) {
      return reader(column, value, Form.CHARACTER_STREAM);
    }
    if (asked == Blob.class) {
      return blob(column, value);
    }
    if (asked == Number.class) {
      throw column.wrongClass(asked, "reading a");
    }
    return to(column, value, asked, null);
  }

  @Override
  byte[] bytes(Column column, Object value, Form form) {
    if (form == Form.UNICODE_STREAM) {
      throw wrongForm(column, form);
    }
    if (form == Form.ASCII_STREAM) {
      return utf8(text(column, value));
    }
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof String) {
      return utf8(text(column, value));
    }
    if (value instanceof Long number) {
      return integer(column.type(), number);
    }
    if (value instanceof UUID uuid) {
      return ByteBuffer.allocate(2 * Long.BYTES)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    }
    throw wrongForm(column, form);
  }

  private static byte[] integer(LogicalType type, long number) {
    return switch (type.name()) {
      case SMALLINT -> ByteBuffer.allocate(Short.BYTES).putShort((short) number).array();
      case INTEGER -> ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array();
      default -> ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    };
  }

  @Override
  Reader reader(Column column, Object value, Form form) {
    return readerOf(text(column, value));
  }

  @Override
  Object clob(Column column, Object value, Form form) {
    return clob(text(column, value));
  }

  @Override
  Object url(Column column, Object value) {
    throw wrongForm(column, Form.URL);
  }

  @Override
  Class<?> objectClass(LogicalType type) {
    return switch (type.name()) {
      case TEXT -> Clob.class;
      case TIMESTAMPTZ -> OffsetDateTime.class;
      case JSON -> byte[].class;
      default -> Connector.POSTGRESQL.objectClass(type);
    };
  }
}
