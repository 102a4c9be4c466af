package io.tenantcrypt.keys;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key's random identifier; not secret.
 *
 * @param value 128 bits as 32 lower-case hexadecimal digits
 */
public record KeyId(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public KeyId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("A key id is 32 lower-case hexadecimal digits");
    }
  }

  /** A fresh one. */
  public static KeyId random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new KeyId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
