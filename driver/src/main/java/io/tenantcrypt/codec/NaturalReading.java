package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A driver that first makes a Java value of what a column holds and then converts that. */
abstract class NaturalReading extends ConnectorReading {

  @Override
  final Object read(
      Column column,
      FamilyCodec codec,
      byte[] buffer,
      int length,
      Form form,
      @Nullable Object hint) {
    Object value = codec.decode(column, buffer, length, natural(column.type()), null);
    return read(column, value, form, hint);
  }

  private Object read(Column column, Object value, Form form, @Nullable Object hint) {
    return switch (form) {
      case STRING -> text(column, value);
      case NSTRING -> nationalText(column, value);
      case BIG_DECIMAL -> {
        BigDecimal number = (BigDecimal) to(column, value, BigDecimal.class, null);
        yield hint instanceof Integer scale ? Scales.set(column, number, scale) : number;
      }
      case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, BYTES, DATE, TIME, TIMESTAMP ->
          to(column, value, Forms.target(form), calendar(hint));
      case ASCII_STREAM, BINARY_STREAM, UNICODE_STREAM -> stream(column, value, form);
      case CHARACTER_STREAM, NCHARACTER_STREAM -> reader(column, value, form);
      case BLOB -> blob(column, value);
      case CLOB, NCLOB -> clob(column, value, form);
      case URL -> url(column, value);
      case OBJECT ->
          hint instanceof Class<?> asked
              ? asked(column, value, asked)
              : to(column, value, objectClass(column.type()), null);
      case ARRAY, NULL, REF, ROW_ID, SQLXML -> throw unavailable(column, form);
    };
  }

  private static Class<?> natural(LogicalType type) {
    return switch (type.family()) {
      case INTEGER -> Long.class;
      case DECIMAL -> BigDecimal.class;
      case FLOAT -> type.name() == LogicalType.Name.REAL ? Float.class : Double.class;
      case BOOLEAN -> Boolean.class;
      case TEXT, JSON -> String.class;
      case DATE -> LocalDate.class;
      case TIME -> LocalTime.class;
      case TIMESTAMP -> LocalDateTime.class;
      case INSTANT -> OffsetDateTime.class;
      case UUID -> UUID.class;
      case BYTES -> byte[].class;
    };
  }

  /** As {@code getString} gives it. */
  abstract String text(Column column, Object value);

  /** As {@code getNString} gives it. */
  String nationalText(Column column, Object value) {
    return text(column, value);
  }

  /** As the getter of a class gives it. */
  abstract Object to(Column column, Object value, Class<?> target, @Nullable Calendar zone);

  /** As {@code getObject} with a class gives it. */
  abstract Object asked(Column column, Object value, Class<?> asked);

  /** The bytes of its streams and LOBs. */
  abstract byte[] bytes(Column column, Object value, Form form);

  InputStream stream(Column column, Object value, Form form) {
    return new ByteArrayInputStream(bytes(column, value, form));
  }

  abstract Reader reader(Column column, Object value, Form form);

  final Reader readerOf(String text) {
    return new CharArrayReader(text.toCharArray());
  }

  Object blob(Column column, Object value) {
    return blob(bytes(column, value, Form.BLOB));
  }

  abstract Object clob(Column column, Object value, Form form);

  /** What no URL is made of. */
  Object url(Column column, Object value) {
    if (!(value instanceof String text)) {
      throw wrongForm(column, Form.URL);
    }
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      // Without the cause: its message quotes the text.
      throw column.misfit("its text is not a URL");
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
