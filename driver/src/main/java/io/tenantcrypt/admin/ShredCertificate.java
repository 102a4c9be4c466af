package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.store.CertificateKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is certified of a shredded tenant: JSON, the last two members of which are the public key
 * and an Ed25519 signature of every byte before the signature's own member. Immutable.
 *
 * <p>Guarantees: that somebody signed it who may use the key tables and the deployment's KEK. Does
 * not guarantee what only its reader knows: that the declared retention is kept to, or that a KMS
 * tells the truth of its own backups.
 */
public final class ShredCertificate {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\{\n.*,\n  \"publicKey\": \"([0-9a-f]{64})\"),\n  \"signature\": \"([0-9a-f]{128})\"\n}",
          Pattern.DOTALL);

  private final String json;
  private final String publicKey;

  ShredCertificate(String json, String publicKey) {
    this.json = json;
    this.publicKey = publicKey;
  }

  /**
   * Verifies a certificate.
   *
   * @param json as it was given out, to the byte
   * @param publicKey what {@link Shredding#publicKey} gave, best before there was anything to
   *     certify
   * @throws TenantCryptException TC036 if it is not one that was signed with this key
   */
  public static ShredCertificate verify(String json, String publicKey) {
    Matcher form = FORM.matcher(json);
    HexFormat hex = HexFormat.of();
    if (!form.matches()
        || !form.group(2).equals(publicKey)
        || !CertificateKey.verify(
            hex.parseHex(publicKey),
            form.group(1).getBytes(StandardCharsets.UTF_8),
            hex.parseHex(form.group(3)))) {
      throw new TenantCryptException(
          ErrorCode.TC036,
          "This is not a certificate that was signed with the given key: it was changed, or another"
              + " deployment has signed it. Compare it with the original, to the byte.");
    }
    return new ShredCertificate(json, publicKey);
  }

  /** The whole text. */
  public String json() {
    return json;
  }

  /** What verifies it, in hexadecimal. */
  public String publicKey() {
    return publicKey;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ShredCertificate that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json;
  }
}
