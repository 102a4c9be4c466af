package io.tenantcrypt.protect;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text form of a cell: {@code tc1.} ‖ base64url without padding. One cell has one text. */
final class TextCell {

  static final String PREFIX = "tc1.";

  private TextCell() {}

  static String encode(byte[] cell) {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(cell);
  }

  /** How the text of a cell with these first bytes begins; their number is a multiple of three. */
  static byte[] head(byte[] header) {
    return encode(header).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Back to bytes.
   *
   * @throws TenantCryptException TC021 if the text does not begin as a cell does, TC020 if it is
   *     not the one text of a cell
   */
  static byte[] decode(String text, String where) {
    if (!text.startsWith(PREFIX)) {
      throw new TenantCryptException(
          ErrorCode.TC021,
          "Plaintext was found where a cell must be: "
              + where
              + ". Something wrote to this column past the driver; encrypt the column's rows.");
    }
    String encoded = text.substring(PREFIX.length());
    byte[] cell;
    try {
      cell = Base64.getUrlDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes a character.
      throw malformed(where);
    }
    // The decoder overlooks padding and stray bits after the last byte; we do not.
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(cell).equals(encoded)) {
      throw malformed(where);
    }
    return cell;
  }

  private static TenantCryptException malformed(String where) {
    return new TenantCryptException(
        ErrorCode.TC020,
        "A cell's text is not canonical base64url without padding: " + where + ".");
  }
}
