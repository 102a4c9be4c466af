package io.tenantcrypt.protect;

import io.tenantcrypt.crypto.CellFormat;
import java.util.regex.Pattern;

/**
 * Tells values that look like cells, without a key, where somebody has promised that there are
 * none.
 */
public final class CellLook {

  /**
   * As PostgreSQL and, in its arrays, H2 write bytes: magic, algorithm and all the digits of a
   * cell.
   */
  private static final Pattern HEX =
      Pattern.compile("(?:\\\\x|[xX]')(?i:f901)[0-9a-fA-F]{" + (2 * CellFormat.OVERHEAD - 4) + "}");

  /** Of the header of a cell: magic and algorithm as base64 begins it. */
  private static final Pattern TEXT = Pattern.compile("tc1\\.-Q[E-H][A-Za-z0-9_-]{44}");

  private CellLook() {}

  /** Whether bytes are a cell, by what can be told without a key. */
  public static boolean isCell(byte[] value) {
    return value.length >= CellFormat.OVERHEAD
        && value[0] == CellFormat.MAGIC
        && value[1] == CellFormat.AES_256_GCM;
  }

  /** Whether a text holds a cell, as a column of text keeps it or as bytes are written. */
  public static boolean holdsCell(String value) {
    return (value.contains("tc1.") && TEXT.matcher(value).find())
        || ((value.contains("\\x") || value.contains("'")) && HEX.matcher(value).find());
  }
}
