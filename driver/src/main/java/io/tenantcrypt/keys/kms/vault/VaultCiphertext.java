package io.tenantcrypt.keys.kms.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code vault:vVERSION:BASE64}, as transit writes it and the key table keeps it.
 *
 * @param version of the key
 */
record VaultCiphertext(String text, long version) {

  private static final int LONGEST = 1024;
  private static final Pattern FORM =
      Pattern.compile("vault:v([1-9][0-9]{0,8}):([A-Za-z0-9+/]{4,}={0,2})");

  /** Reads one; empty if it is none, also if a byte of it has a second spelling. */
  static Optional<VaultCiphertext> read(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > LONGEST || !form.matches() || !isCanonical(form.group(2))) {
      return Optional.empty();
    }
    return Optional.of(new VaultCiphertext(text, Long.parseLong(form.group(1))));
  }

  static Optional<VaultCiphertext> read(byte[] bytes) {
    return read(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static boolean isCanonical(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(bytes).equals(base64);
    } catch (IllegalArgumentException e) {
      return false; // of a length that no bytes have
    }
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "VaultCiphertext[v" + version + "]";
  }
}
