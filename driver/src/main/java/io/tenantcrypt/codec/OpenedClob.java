package io.tenantcrypt.codec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * An opened cell as a LOB: its text in memory, to be read. To change the column, write it. For one
 * thread at a time.
 */
final class OpenedClob implements NClob {

  private @Nullable String text;

  OpenedClob(String text) {
    this.text = text;
  }

  private String open() throws SQLException {
    String present = text;
    if (present == null) {
      throw freed();
    }
    return present;
  }

  static SQLException freed() {
    return new SQLException("The LOB was freed and cannot be read any more.", "HY010");
  }

  static SQLFeatureNotSupportedException readOnly() {
    return new SQLFeatureNotSupportedException(
        "A LOB of a protected column is a copy to be read. Write the column to change it.");
  }

  /** The index of a position, which counts from 1 and may be just behind the end. */
  static int start(long position, int length) throws SQLException {
    if (position < 1 || position > length + 1L) {
      throw new SQLException("The position is outside the LOB.", "22011");
    }
    return (int) (position - 1);
  }

  static void requireLength(long length) throws SQLException {
    if (length < 0) {
      throw new SQLException("The length is negative.", "22011");
    }
  }

  static void requireWithin(int start, long length, int whole) throws SQLException {
    requireLength(length);
    if (length > whole - start) {
      throw new SQLException("The length reaches beyond the LOB.", "22011");
    }
  }

  @Override
  public long length() throws SQLException {
    return open().length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    String present = open();
    int start = start(position, present.length());
    requireLength(length);
    return present.substring(start, start + Math.min(length, present.length() - start));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(open());
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    String present = open();
    int start = start(position, present.length());
    requireWithin(start, length, present.length());
    return new StringReader(present.substring(start, start + (int) length));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(open().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long position(String pattern, long start) throws SQLException {
    String present = open();
    int found = present.indexOf(pattern, start(start, present.length()));
    return found < 0 ? -1 : found + 1L;
  }

  @Override
  public long position(Clob pattern, long start) throws SQLException {
    return position(
        pattern.getSubString(1, (int) Math.min(pattern.length(), Integer.MAX_VALUE)), start);
  }

  @Override
  public int setString(long position, String given) throws SQLException {
    throw readOnly();
  }

  @Override
  public int setString(long position, String given, int offset, int length) throws SQLException {
    throw readOnly();
  }

  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    throw readOnly();
  }

  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    throw readOnly();
  }

  @Override
  public void truncate(long length) throws SQLException {
    throw readOnly();
  }

  @Override
  public void free() {
    text = null;
  }
}
