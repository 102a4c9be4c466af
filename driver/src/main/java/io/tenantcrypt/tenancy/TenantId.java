package io.tenantcrypt.tenancy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's identifier in its one canonical form: a canonical integer, a lower-case UUID, or
 * {@code [A-Za-z0-9][A-Za-z0-9_.:-]{0,62}}; compared byte for byte. Immutable.
 */
public final class TenantId {

  private static final int LONGEST = 63;

  /** Of an integer of 64 bits. */
  private static final int MOST_DIGITS = 19;

  private static final Pattern LOOKS_LIKE_UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  /** The reserved tenant of tables that belong to no tenant. No application can name it. */
  public static final TenantId PLATFORM = new TenantId("$platform");

  private final String value;

  private TenantId(String value) {
    this.value = value;
  }

  /**
   * An application's tenant.
   *
   * @throws TenantCryptException TC011 if {@code value} is not canonical; the message does not
   *     quote it
   */
  public static TenantId of(String value) {
    String why = problem(value);
    if (!why.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "A tenant id of "
              + value.length()
              + " characters is not canonical: "
              + why
              + ". Use a canonical integer, a lower-case UUID, or 1 to 63 of A-Z a-z 0-9 _ . : -"
              + " beginning with a letter or digit.");
    }
    return new TenantId(value);
  }

  /** Scanned by hand: an application binds a tenant for each request. */
  private static String problem(String value) {
    int length = value.length();
    int begin = length > 0 && value.charAt(0) == '-' ? 1 : 0;
    if (begin == length || length > LONGEST || !isAlphanumeric(value.charAt(begin))) {
      return "it is empty, too long, or has a character that is not allowed";
    }
    boolean digits = true;
    boolean upperCase = false;
    for (int i = begin; i < length; i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && c != '_' && c != '.' && c != ':' && c != '-') {
        return "it is empty, too long, or has a character that is not allowed";
      }
      digits &= isDigit(c);
      upperCase |= c >= 'A' && c <= 'Z';
    }
    if (digits) {
      return isCanonicalInteger(value, begin)
          ? ""
          : "an integer has no leading zeros or -0 and fits 64 bits";
    }
    if (begin > 0) {
      return "only a negative integer begins with -";
    }
    return upperCase && LOOKS_LIKE_UUID.matcher(value).matches() ? "a UUID is in lower case" : "";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isCanonicalInteger(String value, int begin) {
    if (value.charAt(begin) == '0') {
      return value.length() == 1;
    }
    int count = value.length() - begin;
    return count < MOST_DIGITS
        || (count == MOST_DIGITS && new BigInteger(value).bitLength() < Long.SIZE);
  }

  /** The canonical form; ASCII. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TenantId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
