package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Family;
import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** As PostgreSQL's driver: every getter reads the text that the server sends. */
final class PostgresReading extends ConnectorReading {

  @Override
  Object read(
      Column column,
      FamilyCodec codec,
      byte[] buffer,
      int length,
      Form form,
      @Nullable Object hint) {
    return switch (form) {
      case BYTES -> bytes(column, codec, buffer, length);
      case BINARY_STREAM -> new ByteArrayInputStream(bytes(column, codec, buffer, length));
      case ASCII_STREAM ->
          new ByteArrayInputStream(
              text(column, codec, buffer, length).getBytes(StandardCharsets.US_ASCII));
      case UNICODE_STREAM ->
          new ByteArrayInputStream(
              text(column, codec, buffer, length).getBytes(StandardCharsets.UTF_8));
      case CHARACTER_STREAM ->
          new CharArrayReader(text(column, codec, buffer, length).toCharArray());
      // Text is no large object to this driver, which has oids for them.
      case BLOB, CLOB, NCHARACTER_STREAM, NCLOB, NSTRING, URL -> throw wrongForm(column, form);
      case ARRAY, NULL, REF, ROW_ID, SQLXML -> throw unavailable(column, form);
      case OBJECT ->
          hint instanceof Class<?> asked
              ? asked(column, codec, buffer, length, asked)
              : codec.decode(column, buffer, length, objectClass(column.type()), null);
      case STRING -> text(column, codec, buffer, length);
      case BOOLEAN -> bool(column, codec, buffer, length);
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> number(column, codec, buffer, length, form);
      case BIG_DECIMAL -> {
        Object number = number(column, codec, buffer, length, form);
        yield hint instanceof Integer scale
            ? Scales.set(column, (BigDecimal) number, scale)
            : number;
      }
      case DATE, TIME, TIMESTAMP -> time(column, codec, buffer, length, form, calendar(hint));
    };
  }

  private static String text(Column column, FamilyCodec codec, byte[] buffer, int length) {
    return (String) codec.decode(column, buffer, length, String.class, null);
  }

  private static byte[] bytes(Column column, FamilyCodec codec, byte[] buffer, int length) {
    return column.type().family() == Family.BYTES
        ? (byte[]) codec.decode(column, buffer, length, byte[].class, null)
        : text(column, codec, buffer, length).getBytes(StandardCharsets.UTF_8);
  }

  private static Object bool(Column column, FamilyCodec codec, byte[] buffer, int length) {
    return column.type().family() == Family.BOOLEAN
        ? codec.decode(column, buffer, length, Boolean.class, null)
        : BooleanCodec.parse(column, text(column, codec, buffer, length));
  }

  private static Object number(
      Column column, FamilyCodec codec, byte[] buffer, int length, Form form) {
    Class<?> target = Forms.target(form);
    return switch (column.type().family()) {
      case INTEGER, DECIMAL -> codec.decode(column, buffer, length, target, null);
      case FLOAT ->
          form == Form.DOUBLE && column.type().name() == LogicalType.Name.REAL
              // Its text is parsed: 0.1 and not 0.10000000149011612.
              ? Double.valueOf(text(column, codec, buffer, length))
              : codec.decode(column, buffer, length, target, null);
      case TEXT, JSON -> ofText(column, text(column, codec, buffer, length), target);
      default -> throw wrongForm(column, form);
    };
  }

  private static Object ofText(Column column, String text, Class<?> target) {
    // This driver takes a byte that is nothing for zero, but no other number.
    return target == Byte.class && text.isBlank()
        ? (Byte) (byte) 0
        : TextReading.to(column, text, target, null);
  }

  private static Object time(
      Column column,
      FamilyCodec codec,
      byte[] buffer,
      int length,
      Form form,
      @Nullable Calendar zone) {
    Class<?> target = Forms.target(form);
    Family family = column.type().family();
    if (form == Form.TIME && (family == Family.DATE || family == Family.TIMESTAMP)) {
      Object moment = codec.decode(column, buffer, length, Timestamp.class, zone);
      return LegacyTimes.timeOf((Timestamp) moment, zone);
    }
    return switch (family) {
      case DATE, TIME, TIMESTAMP, INSTANT, TEXT ->
          codec.decode(column, buffer, length, target, zone);
      default -> throw wrongForm(column, form);
    };
  }

  private static Object asked(
      Column column, FamilyCodec codec, byte[] buffer, int length, Class<?> asked) {
    if (!given(column.type()).contains(asked)) {
      throw column.wrongClass(asked, "reading a");
    }
    if (asked == Calendar.class) {
      Calendar calendar = new GregorianCalendar();
      Timestamp time = (Timestamp) codec.decode(column, buffer, length, Timestamp.class, null);
      calendar.setTimeInMillis(time.getTime());
      return calendar;
    }
    return codec.decode(column, buffer, length, asked, null);
  }

  /** The classes that {@code getObject} takes. */
  private static Set<Class<?>> given(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT -> Set.of(Short.class, Integer.class);
      case INTEGER -> Set.of(Integer.class);
      case BIGINT -> Set.of(Long.class, BigInteger.class);
      case DECIMAL -> Set.of(BigDecimal.class);
      case REAL -> Set.of(Float.class);
      case DOUBLE -> Set.of(Double.class);
      case BOOLEAN -> Set.of(Boolean.class);
      case CHAR, VARCHAR, TEXT, ENUM -> Set.of(String.class);
      case DATE -> Set.of(java.sql.Date.class, LocalDate.class);
      case TIME -> Set.of(Time.class, LocalTime.class);
      case TIMESTAMP ->
          Set.of(
              Timestamp.class,
              java.util.Date.class,
              Calendar.class,
              LocalDate.class,
              LocalDateTime.class,
              OffsetDateTime.class);
      case TIMESTAMPTZ ->
          Set.of(Timestamp.class, java.util.Date.class, Calendar.class, OffsetDateTime.class);
      case UUID -> Set.of(UUID.class);
      case BYTES -> Set.of(byte[].class);
      case JSON -> Set.of();
    };
  }

  @Override
  Class<?> objectClass(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT, INTEGER -> Integer.class;
      case BIGINT -> Long.class;
      case DECIMAL -> BigDecimal.class;
      case REAL -> Float.class;
      case DOUBLE -> Double.class;
      case BOOLEAN -> Boolean.class;
      case CHAR, VARCHAR, TEXT, ENUM, JSON -> String.class;
      case DATE -> java.sql.Date.class;
      case TIME -> Time.class;
      case TIMESTAMP, TIMESTAMPTZ -> Timestamp.class;
      case UUID -> UUID.class;
      case BYTES -> byte[].class;
    };
  }
}
