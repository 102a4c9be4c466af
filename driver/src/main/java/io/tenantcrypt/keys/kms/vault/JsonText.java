package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A string where it stands in an answer, still escaped, so that a key in it needs no object that
 * cannot be overwritten. Of use while the answer's bytes are. No {@code toString}.
 */
final class JsonText {

  private static final String ESCAPED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  private final byte[] source;
  private final int from;
  private final int to;

  /** What stands between the quotes; its escapes are well formed. */
  JsonText(byte[] source, int from, int to) {
    this.source = source;
    this.from = from;
    this.to = to;
  }

  /** As a string; never of a key. */
  String text() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
    StringBuilder out = new StringBuilder();
    int at = from;
    while (at < to) {
      if (source[at] != '\\') {
        plain.write(source[at++]);
        continue;
      }
      out.append(plain.toString(StandardCharsets.UTF_8));
      plain.reset();
      if (source[at + 1] == 'u') {
        out.append((char) HexFormat.fromHexDigits(ascii(at + 2, at + 6)));
        at += 6;
      } else {
        out.append(MEANT.charAt(ESCAPED.indexOf(source[at + 1])));
        at += 2;
      }
    }
    return out.append(plain.toString(StandardCharsets.UTF_8)).toString();
  }

  private String ascii(int begin, int end) {
    return new String(source, begin, end - begin, StandardCharsets.US_ASCII);
  }

  /** What it encodes in base64; a fresh array. Empty if it is none. */
  Optional<byte[]> base64() {
    byte[] encoded = Arrays.copyOfRange(source, from, to);
    try {
      return Optional.of(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the exception names a character of what should be a key
    } finally {
      SecretBytes.overwrite(encoded);
    }
  }
}
