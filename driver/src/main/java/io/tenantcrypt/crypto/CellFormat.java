package io.tenantcrypt.crypto;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cell format 1, to the byte (design §6).
 *
 * <pre>
 * offset  bytes
 *      0      1  magic 0xF9
 *      1      1  algorithm; the high bit is reserved for the inline envelope
 *      2      4  key version, big endian
 *      6     12  IV
 *     18      n  ciphertext of: canonical bytes ‖ 0x80 ‖ zeros to a multiple of the pad
 *   18+n     16  tag
 * </pre>
 */
public final class CellFormat {

  /** The formats that can be read, separated by commas. */
  public static final String VERSIONS = "1";

  /** First byte of each cell; no UTF-8 text begins with it. */
  public static final byte MAGIC = (byte) 0xF9;

  /** Algorithm 1. */
  public static final byte AES_256_GCM = 1;

  /** Magic, algorithm and key version, in bytes. */
  public static final int HEADER_LENGTH = 6;

  /** In bytes. */
  public static final int IV_LENGTH = 12;

  /** In bytes. */
  public static final int TAG_LENGTH = 16;

  /** What a cell of algorithm 1 has beyond its canonical bytes where there is no padding. */
  public static final int OVERHEAD = HEADER_LENGTH + IV_LENGTH + TAG_LENGTH + 1;

  /** Ends the canonical bytes in the plaintext. */
  static final byte END_MARK = (byte) 0x80;

  private static final int VERSION_OFFSET = 2;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private CellFormat() {}

  /**
   * The key version that a cell names, after a look at everything that can be told without a key.
   *
   * @param where its text names column and tenant in errors; made only then
   * @throws TenantCryptException TC021 if these bytes are no cell at all, TC040 for the inline
   *     envelope, TC020 for an algorithm other than 1 or a cell that is cut short
   */
  public static int version(byte[] cell, Object where) {
    if (cell.length == 0 || cell[0] != MAGIC) {
      throw new TenantCryptException(
          ErrorCode.TC021,
          "Plaintext was found where a cell must be: "
              + where
              + ". Something wrote to this column past the driver; encrypt the column's rows.");
    }
    if (cell.length < OVERHEAD) {
      throw new TenantCryptException(
          ErrorCode.TC020, "A cell is cut short, it has " + cell.length + " bytes: " + where + ".");
    }
    if (cell[1] != AES_256_GCM) {
      throw wrongAlgorithm(cell[1], where);
    }
    int version = version(cell);
    if (version < 1) {
      throw new TenantCryptException(
          ErrorCode.TC020,
          "A cell names key version "
              + Integer.toUnsignedString(version)
              + ", which no key has: "
              + where
              + ".");
    }
    return version;
  }

  /** The first bytes of each cell of algorithm 1 and this version; a fresh array. */
  public static byte[] header(int version) {
    return new CellHeader(AES_256_GCM, version).bytes();
  }

  private static TenantCryptException wrongAlgorithm(byte algorithm, Object where) {
    return algorithm < 0
        ? new TenantCryptException(
            ErrorCode.TC040,
            "A cell carries its key in an inline envelope, which this version does not read: "
                + where
                + ".")
        : new TenantCryptException(
            ErrorCode.TC020,
            "A cell names algorithm "
                + algorithm
                + ", and the policy allows 1 (AES-256-GCM) for this column: "
                + where
                + ".");
  }

  private static int version(byte[] cell) {
    return (int) INT.get(cell, VERSION_OFFSET);
  }

  /** Whether a cell of at least the header's length bears this header. */
  static boolean bears(byte[] cell, CellHeader header) {
    return cell[0] == MAGIC && cell[1] == header.algorithm() && version(cell) == header.version();
  }

  /**
   * How long the plaintext of so many canonical bytes is: one more for the end mark, rounded up to
   * a multiple of {@code pad}.
   *
   * @throws TenantCryptException TC022 if it would exceed what a Java array holds
   */
  static int paddedLength(int canonical, int pad) {
    if (pad < 1) {
      throw new IllegalArgumentException("A pad is at least 1, not " + pad);
    }
    long length = (canonical + (long) pad) / pad * pad;
    if (length > Integer.MAX_VALUE - OVERHEAD) {
      throw new TenantCryptException(
          ErrorCode.TC022, "A value of " + canonical + " bytes is too long for a cell.");
    }
    return (int) length;
  }

  /**
   * How many bytes of an opened plaintext are canonical: all before the last 0x80, which only zeros
   * may follow.
   *
   * @param padded how long the plaintext at the beginning of {@code buffer} is
   * @throws TenantCryptException TC020 if there is no end mark
   */
  static int length(byte[] buffer, int padded) {
    int end = padded - 1;
    while (end >= 0 && buffer[end] == 0) {
      end--;
    }
    if (end < 0 || buffer[end] != END_MARK) {
      throw new TenantCryptException(
          ErrorCode.TC020, "The plaintext of a cell has no end mark, so its padding is malformed.");
    }
    return end;
  }
}
