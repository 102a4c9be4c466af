package io.tenantcrypt.crypto;

/** Cell format 1, to the byte (design §6). */
public final class CellFormat {

  /** First byte of each cell; no UTF-8 text begins with it. */
  public static final byte MAGIC = (byte) 0xF9;

  private CellFormat() {}

  /** How many bytes of an opened plaintext are canonical: all before the last 0x80. */
  public static int length(byte[] padded) {
    int end = padded.length - 1;
    while (end >= 0 && padded[end] == 0) {
      end--;
    }
    return end;
  }
}
