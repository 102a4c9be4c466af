package io.tenantcrypt.codec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An opened cell as a LOB: its bytes in memory, to be read. To change the column, write it. For one
 * thread at a time.
 */
final class OpenedBlob implements Blob {

  private byte @Nullable [] bytes;

  /** Keeps the array. */
  OpenedBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  private byte[] open() throws SQLException {
    byte[] present = bytes;
    if (present == null) {
      throw OpenedClob.freed();
    }
    return present;
  }

  @Override
  public long length() throws SQLException {
    return open().length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    byte[] present = open();
    int start = OpenedClob.start(position, present.length);
    OpenedClob.requireLength(length);
    return Arrays.copyOfRange(present, start, start + Math.min(length, present.length - start));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(open());
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    byte[] present = open();
    int start = OpenedClob.start(position, present.length);
    OpenedClob.requireWithin(start, length, present.length);
    return new ByteArrayInputStream(present, start, (int) length);
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    byte[] present = open();
    for (int i = OpenedClob.start(start, present.length);
        i <= present.length - pattern.length;
        i++) {
      if (Arrays.equals(present, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    return position(
        pattern.getBytes(1, (int) Math.min(pattern.length(), Integer.MAX_VALUE)), start);
  }

  @Override
  public int setBytes(long position, byte[] given) throws SQLException {
    throw OpenedClob.readOnly();
  }

  @Override
  public int setBytes(long position, byte[] given, int offset, int length) throws SQLException {
    throw OpenedClob.readOnly();
  }

  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    throw OpenedClob.readOnly();
  }

  @Override
  public void truncate(long length) throws SQLFeatureNotSupportedException {
    throw OpenedClob.readOnly();
  }

  @Override
  public void free() {
    bytes = null;
  }
}
