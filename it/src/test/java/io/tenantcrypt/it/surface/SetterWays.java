package io.tenantcrypt.it.surface;

import io.tenantcrypt.it.surface.SetterValues.Value;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;

/**
 * Every setter of a prepared statement with every value: the rows of the setters' matrix, as the
 * tables of JDBC 4.3's appendix B have them (B-2 and B-4: each setter and class; B-5: {@code
 * setObject} with each target type).
 */
final class SetterWays {

  /** Binds parameter 1. */
  @FunctionalInterface
  interface Setter {
    void on(PreparedStatement statement) throws Exception;
  }

  /**
   * One row.
   *
   * @param setter as the list of differences names it
   * @param value the value's class there
   */
  record Way(String setter, String value, Setter action) {
    @Override
    public String toString() {
      return setter + " of " + value;
    }
  }

  private final List<Way> ways = new ArrayList<>();

  private SetterWays() {}

  /** All of them. */
  static List<Way> all() {
    SetterWays all = new SetterWays();
    all.scalars();
    all.temporals();
    all.objects();
    all.nulls();
    all.targets();
    all.characterStreams();
    all.byteStreams();
    all.lobs();
    all.others();
    return List.copyOf(all.ways);
  }

  /** Calls a setter with a value. */
  @FunctionalInterface
  private interface Call<T> {
    void on(PreparedStatement statement, T value) throws Exception;
  }

  private void add(String setter, String value, Setter action) {
    ways.add(new Way(setter, value, action));
  }

  private <T> void add(String setter, List<Value<T>> values, Call<? super T> call) {
    for (Value<T> value : values) {
      add(setter, value.label(), s -> call.on(s, value.value()));
    }
  }

  private void scalars() {
    add("setString", SetterValues.texts(), (s, v) -> s.setString(1, v));
    add("setNString", SetterValues.fewTexts(), (s, v) -> s.setNString(1, v));
    add("setBoolean", "true", s -> s.setBoolean(1, true));
    add("setBoolean", "false", s -> s.setBoolean(1, false));
    add("setByte", SetterValues.bytes(), (s, v) -> s.setByte(1, v));
    add("setShort", SetterValues.shorts(), (s, v) -> s.setShort(1, v));
    add("setInt", SetterValues.ints(), (s, v) -> s.setInt(1, v));
    add("setLong", SetterValues.longs(), (s, v) -> s.setLong(1, v));
    add("setFloat", SetterValues.floats(), (s, v) -> s.setFloat(1, v));
    add("setDouble", SetterValues.doubles(), (s, v) -> s.setDouble(1, v));
    add("setBigDecimal", SetterValues.decimals(), (s, v) -> s.setBigDecimal(1, v));
    add("setBytes", SetterValues.arrays(), (s, v) -> s.setBytes(1, v));
  }

  private static Calendar tokyo() {
    return new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
  }

  private void temporals() {
    add("setDate", SetterValues.dates(), (s, v) -> s.setDate(1, v));
    add("setTime", SetterValues.times(), (s, v) -> s.setTime(1, v));
    add("setTimestamp", SetterValues.timestamps(), (s, v) -> s.setTimestamp(1, v));
    add("setDate(Calendar)", SetterValues.dates(), (s, v) -> s.setDate(1, v, tokyo()));
    add("setTime(Calendar)", SetterValues.times(), (s, v) -> s.setTime(1, v, tokyo()));
    add(
        "setTimestamp(Calendar)",
        SetterValues.timestamps(),
        (s, v) -> s.setTimestamp(1, v, tokyo()));
  }

  private void objects() {
    add("setObject", SetterValues.texts(), (s, v) -> s.setObject(1, v));
    add("setObject(Boolean)", "true", s -> s.setObject(1, true));
    add("setObject(Boolean)", "false", s -> s.setObject(1, false));
    add("setObject(Byte)", SetterValues.bytes(), (s, v) -> s.setObject(1, v));
    add("setObject(Short)", SetterValues.shorts(), (s, v) -> s.setObject(1, v));
    add("setObject(Integer)", SetterValues.ints(), (s, v) -> s.setObject(1, v));
    add("setObject(Long)", SetterValues.longs(), (s, v) -> s.setObject(1, v));
    add("setObject(Float)", SetterValues.floats(), (s, v) -> s.setObject(1, v));
    add("setObject(Double)", SetterValues.doubles(), (s, v) -> s.setObject(1, v));
    add("setObject(BigDecimal)", SetterValues.decimals(), (s, v) -> s.setObject(1, v));
    add("setObject(byte[])", SetterValues.arrays(), (s, v) -> s.setObject(1, v));
    add("setObject(Date)", SetterValues.dates(), (s, v) -> s.setObject(1, v));
    add("setObject(Time)", SetterValues.times(), (s, v) -> s.setObject(1, v));
    add("setObject(Timestamp)", SetterValues.timestamps(), (s, v) -> s.setObject(1, v));
    for (Value<?> value : SetterValues.objects()) {
      add("setObject", value.label(), s -> s.setObject(1, value.value()));
    }
  }

  private void nulls() {
    for (int type :
        new int[] {
          Types.NULL, Types.VARCHAR, Types.INTEGER, Types.BINARY, Types.TIMESTAMP, Types.OTHER
        }) {
      add("setNull", JDBCType.valueOf(type).getName(), s -> s.setNull(1, type));
      add("setObject(null)", JDBCType.valueOf(type).getName(), s -> s.setObject(1, null, type));
    }
    add("setNull", "VARCHAR named", s -> s.setNull(1, Types.VARCHAR, "varchar"));
    add("setObject(null)", "untyped", s -> s.setObject(1, null));
    add("setString", "null", s -> s.setString(1, null));
    add("setBytes", "null", s -> s.setBytes(1, null));
    add("setBigDecimal", "null", s -> s.setBigDecimal(1, null));
    add("setDate", "null", s -> s.setDate(1, null));
    add("setTimestamp(Calendar)", "null", s -> s.setTimestamp(1, null, tokyo()));
  }

  private void targets() {
    for (JDBCType type : JDBCType.values()) {
      int code = type.getVendorTypeNumber();
      for (Value<?> value : SetterValues.converted()) {
        add("setObject(" + type + ")", value.label(), s -> s.setObject(1, value.value(), code));
      }
    }
    for (JDBCType type :
        List.of(JDBCType.INTEGER, JDBCType.DECIMAL, JDBCType.VARCHAR, JDBCType.TIMESTAMP)) {
      for (Value<?> value : SetterValues.converted()) {
        add(
            "setObject(SQLType " + type + ")",
            value.label(),
            s -> s.setObject(1, value.value(), type));
      }
    }
    for (Value<java.sql.Date> v : SetterValues.dates()) {
      add("setObject(DATE)", "Date", s -> s.setObject(1, v.value(), Types.DATE));
    }
    for (Value<Timestamp> v : SetterValues.timestamps()) {
      add("setObject(DATE)", "Timestamp", s -> s.setObject(1, v.value(), Types.DATE));
      add("setObject(TIMESTAMP)", "Timestamp", s -> s.setObject(1, v.value(), Types.TIMESTAMP));
    }
    for (int scale : new int[] {0, 1, 5}) {
      for (Object value : List.of(new BigDecimal("12.3455"), 2.25d, "12.25", -7)) {
        String label = value.getClass().getSimpleName() + " scale " + scale;
        add("setObject(DECIMAL)", label, s -> s.setObject(1, value, Types.DECIMAL, scale));
        add(
            "setObject(SQLType DECIMAL)",
            label,
            s -> s.setObject(1, value, JDBCType.DECIMAL, scale));
      }
    }
  }

  /** A text and how long it is said to be. */
  private record Sized(String label, String text, int length) {
    static List<Sized> all() {
      List<Sized> all = new ArrayList<>();
      for (Value<String> value : SetterValues.fewTexts()) {
        all.add(new Sized(value.label(), value.value(), value.value().length()));
      }
      all.add(new Sized("length short", "12345", 2));
      all.add(new Sized("length long", "12", 5));
      all.add(new Sized("length zero", "12", 0));
      all.add(new Sized("length negative", "12", -1));
      return all;
    }

    InputStream ascii() {
      return new ByteArrayInputStream(bytes());
    }

    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
      return label.startsWith("length") ? length : bytes().length;
    }

    StringReader reader() {
      return new StringReader(text);
    }
  }

  private void characterStreams() {
    for (Sized v : Sized.all()) {
      String label = v.label();
      if (!label.startsWith("length")) {
        add("setCharacterStream", label, s -> s.setCharacterStream(1, v.reader()));
        add("setNCharacterStream", label, s -> s.setNCharacterStream(1, v.reader()));
        add("setClob(Reader)", label, s -> s.setClob(1, v.reader()));
        add("setNClob(Reader)", label, s -> s.setNClob(1, v.reader()));
      }
      int length = v.length();
      add("setCharacterStream(int)", label, s -> s.setCharacterStream(1, v.reader(), length));
      add(
          "setCharacterStream(long)",
          label,
          s -> s.setCharacterStream(1, v.reader(), (long) length));
      add(
          "setNCharacterStream(long)",
          label,
          s -> s.setNCharacterStream(1, v.reader(), (long) length));
      add("setClob(Reader long)", label, s -> s.setClob(1, v.reader(), (long) length));
      add("setNClob(Reader long)", label, s -> s.setNClob(1, v.reader(), (long) length));
    }
  }

  @SuppressWarnings("deprecation") // setUnicodeStream is a setter like others
  private void byteStreams() {
    for (Sized v : Sized.all()) {
      String label = v.label();
      if (!label.startsWith("length")) {
        add("setAsciiStream", label, s -> s.setAsciiStream(1, v.ascii()));
        add("setBinaryStream", label, s -> s.setBinaryStream(1, v.ascii()));
        add("setBlob(InputStream)", label, s -> s.setBlob(1, v.ascii()));
      }
      int length = v.size();
      add("setAsciiStream(int)", label, s -> s.setAsciiStream(1, v.ascii(), length));
      add("setAsciiStream(long)", label, s -> s.setAsciiStream(1, v.ascii(), (long) length));
      add("setUnicodeStream(int)", label, s -> s.setUnicodeStream(1, v.ascii(), length));
      add("setBinaryStream(int)", label, s -> s.setBinaryStream(1, v.ascii(), length));
      add("setBinaryStream(long)", label, s -> s.setBinaryStream(1, v.ascii(), (long) length));
      add("setBlob(InputStream long)", label, s -> s.setBlob(1, v.ascii(), (long) length));
    }
    for (Value<byte[]> v : SetterValues.arrays()) {
      add(
          "setBinaryStream",
          "bytes " + v.label(),
          s -> s.setBinaryStream(1, new ByteArrayInputStream(v.value())));
    }
  }

  private void lobs() {
    for (Value<String> v : SetterValues.fewTexts()) {
      String label = v.label();
      add("setClob", label, s -> s.setClob(1, new SerialClob(v.value().toCharArray())));
      add("setObject(Clob)", label, s -> s.setObject(1, new SerialClob(v.value().toCharArray())));
      add("setObject(Reader)", label, s -> s.setObject(1, new StringReader(v.value())));
      add(
          "setObject(Reader LONGVARCHAR)",
          label,
          s -> s.setObject(1, new StringReader(v.value()), Types.LONGVARCHAR));
      add(
          "setObject(Reader CLOB length)",
          label,
          s -> s.setObject(1, new StringReader(v.value()), Types.CLOB, v.value().length()));
    }
    for (Value<byte[]> v : SetterValues.arrays()) {
      String label = v.label();
      add("setBlob", label, s -> s.setBlob(1, new SerialBlob(v.value())));
      add("setObject(Blob)", label, s -> s.setObject(1, new SerialBlob(v.value())));
      add(
          "setObject(InputStream)",
          label,
          s -> s.setObject(1, new ByteArrayInputStream(v.value())));
      add(
          "setObject(InputStream LONGVARBINARY)",
          label,
          s -> s.setObject(1, new ByteArrayInputStream(v.value()), Types.LONGVARBINARY));
    }
  }

  private void others() {
    add(
        "setSQLXML",
        "document",
        s -> {
          SQLXML xml = s.getConnection().createSQLXML();
          xml.setString("<a>" + SetterValues.MARK + "</a>");
          s.setSQLXML(1, xml);
        });
    add(
        "setArray",
        "texts",
        s -> s.setArray(1, s.getConnection().createArrayOf("varchar", new String[] {"a", "b"})));
    add("setURL", "address", s -> s.setURL(1, address()));
    add("setObject", "URL", s -> s.setObject(1, address()));
    add("setRef", "null", s -> s.setRef(1, null));
    add("setRowId", "row", s -> s.setRowId(1, new Row()));
  }

  private static URL address() throws SQLException {
    try {
      return new URL("http://example.org/" + SetterValues.MARK);
    } catch (MalformedURLException e) {
      throw new SQLException(e);
    }
  }

  private static final class Row implements RowId {
    @Override
    public byte[] getBytes() {
      return new byte[] {1};
    }
  }
}
