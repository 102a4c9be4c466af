package io.tenantcrypt.codec;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.sql.Time;
import java.sql.Timestamp;

/** What each accessor gives and takes. */
final class Forms {

  private Forms() {}

  /** Whether values of this form can be bound to protected columns. */
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

  /** The class whose instances stand for a primitive type's values; any other class itself. */
  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  /** The class that a getter of one class gives. */
  static Class<?> target(Form form) {
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
      default -> throw new IllegalArgumentException(form + " is not of one class");
    };
  }
}
