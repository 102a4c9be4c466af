package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a key encryption key lives: {@code scheme://rest}, for example {@code
 * aws-kms://alias/tenantcrypt}. The provider of the scheme reads the rest. It holds no secret.
 *
 * @param scheme lower case, what a provider is found by
 * @param rest everything after {@code ://}; printable ASCII without spaces or braces
 */
public record KekUri(String scheme, String rest) {

  /** Longest URI that the key table keeps, in characters. */
  public static final int MAX_LENGTH = 2048;

  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9+.-]{0,31})://([\\x21-\\x7a\\x7c\\x7e]+)");

  public KekUri {
    String text = scheme + "://" + rest;
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
      throw malformed();
    }
  }

  /**
   * Reads a URI.
   *
   * @throws TenantCryptException TC040 if it is none; the message does not quote it, since a
   *     password may have been put there by mistake
   */
  public static KekUri parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw malformed();
    }
    return new KekUri(matcher.group(1), matcher.group(2));
  }

  private static TenantCryptException malformed() {
    return new TenantCryptException(
        ErrorCode.TC040,
        "A KEK URI is not of the form scheme://rest with a lower-case scheme, printable ASCII"
            + " without spaces or braces, and at most "
            + MAX_LENGTH
            + " characters. Correct keys.kek, keys.tiers or the setting tenantcrypt.kek, for"
            + " example aws-kms://alias/tenantcrypt.");
  }

  @Override
  public String toString() {
    return scheme + "://" + rest;
  }
}
