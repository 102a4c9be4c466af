package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** What each accessor gives and takes. */
final class Forms {

  private Forms() {}

  /** Whether values of this form can be bound to and read from protected columns. */
  static boolean isAvailable(Form form) {
    return switch (form) {
      case BIG_DECIMAL,
          BOOLEAN,
          BYTE,
          BYTES,
          DATE,
          DOUBLE,
          FLOAT,
          INT,
          LONG,
          NSTRING,
          OBJECT,
          SHORT,
          STRING,
          TIME,
          TIMESTAMP ->
          true;
      case ARRAY,
          ASCII_STREAM,
          BINARY_STREAM,
          BLOB,
          CHARACTER_STREAM,
          CLOB,
          NCHARACTER_STREAM,
          NCLOB,
          NULL,
          REF,
          ROW_ID,
          SQLXML,
          UNICODE_STREAM,
          URL ->
          false;
    };
  }

  /**
   * Whether values of this form can be bound to protected columns. Streams and LOBs come here as
   * what they hold, a text or bytes.
   */
  static boolean isBindable(Form form) {
    return switch (form) {
      case BIG_DECIMAL,
          BOOLEAN,
          BYTE,
          BYTES,
          DATE,
          DOUBLE,
          FLOAT,
          INT,
          LONG,
          NSTRING,
          OBJECT,
          SHORT,
          STRING,
          TIME,
          TIMESTAMP ->
          true;
      case ARRAY,
          ASCII_STREAM,
          BINARY_STREAM,
          BLOB,
          CHARACTER_STREAM,
          CLOB,
          NCHARACTER_STREAM,
          NCLOB,
          NULL,
          REF,
          ROW_ID,
          SQLXML,
          UNICODE_STREAM,
          URL ->
          false;
    };
  }

  /** The class that a getter gives; null for {@link Form#OBJECT}, which names its own. */
  static @Nullable Class<?> target(Form form) {
    return switch (form) {
      case STRING, NSTRING -> String.class;
      case BOOLEAN -> Boolean.class;
      case BYTE -> Byte.class;
      case SHORT -> Short.class;
      case INT -> Integer.class;
      case LONG -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case BIG_DECIMAL -> BigDecimal.class;
      case BYTES -> byte[].class;
      case DATE -> java.sql.Date.class;
      case TIME -> Time.class;
      case TIMESTAMP -> Timestamp.class;
      default -> null;
    };
  }
}
