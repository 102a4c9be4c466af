package io.tenantcrypt.codec;

/**
 * The JDBC accessor through which a value comes or goes: {@code setInt} and {@code getInt} are
 * {@link #INT}.
 */
public enum Form {
  ARRAY,
  ASCII_STREAM,
  BIG_DECIMAL,
  BINARY_STREAM,
  BLOB,
  BOOLEAN,
  BYTE,
  BYTES,
  CHARACTER_STREAM,
  CLOB,
  DATE,
  DOUBLE,
  FLOAT,
  INT,
  LONG,
  NCHARACTER_STREAM,
  NCLOB,
  NSTRING,
  NULL,
  OBJECT,
  REF,
  ROW_ID,
  SHORT,
  SQLXML,
  STRING,
  TIME,
  TIMESTAMP,
  UNICODE_STREAM,
  URL
}
