package io.tenantcrypt.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian integers in canonical bytes. */
final class Bytes {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  static byte[] ofLong(long value) {
    byte[] bytes = new byte[Long.BYTES];
    LONG.set(bytes, 0, value);
    return bytes;
  }

  static long toLong(Column column, byte[] buffer, int length) {
    requireLength(column, length, Long.BYTES);
    return (long) LONG.get(buffer, 0);
  }

  static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static void putInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  static int getInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  /** Authenticated bytes of a wrong length were sealed by something that is not this codec. */
  static void requireLength(Column column, int length, int expected) {
    if (length != expected) {
      throw column.misfit(
          "its cell holds " + length + " canonical bytes where this type has " + expected);
    }
  }
}
