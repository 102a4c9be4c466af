package io.tenantcrypt.it.surface;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;

/** A value as text: its class and all of its content, read to the end. */
@SuppressWarnings("JavaUtilDate") // getters give them
final class ShownValue {

  /** In the place of a value. */
  static final String FAILED = "SQLException";

  private ShownValue() {}

  static String of(Object value) throws SQLException, IOException {
    if (value == null) {
      return "null";
    }
    if (value instanceof byte[] bytes) {
      return "bytes " + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof InputStream stream) {
      return "InputStream " + HexFormat.of().formatHex(stream.readAllBytes());
    }
    if (value instanceof Reader reader) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return "Reader " + text;
    }
    if (value instanceof Clob clob) {
      long length = clob.length();
      return "Clob " + length + " " + clob.getSubString(1, (int) length);
    }
    if (value instanceof Blob blob) {
      return "Blob " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof SQLXML xml) {
      return "SQLXML " + xml.getString();
    }
    if (value instanceof Array array) {
      return "Array " + Arrays.deepToString((Object[]) array.getArray());
    }
    if (value instanceof Calendar calendar) {
      return "Calendar " + calendar.getTimeInMillis() + " " + calendar.getTimeZone().getID();
    }
    if (value instanceof java.util.Date date) {
      return value.getClass().getName() + " " + date.getTime() + " " + value;
    }
    return value.getClass().getName() + " " + value;
  }
}
