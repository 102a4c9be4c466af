package io.tenantcrypt.tenancy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's identifier in its one canonical form: a canonical integer, a lower-case UUID, or
 * {@code [A-Za-z0-9][A-Za-z0-9_.:-]{0,62}}; compared byte for byte. Immutable.
 */
public final class TenantId {

  private static final Pattern NAME = Pattern.compile("-?[A-Za-z0-9][A-Za-z0-9_.:-]{0,62}");
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
  private static final Pattern LOOKS_LIKE_INTEGER = Pattern.compile("-?[0-9]+");
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

  private static String problem(String value) {
    if (value.length() > 63 || !NAME.matcher(value).matches()) {
      return "it is empty, too long, or has a character that is not allowed";
    }
    if (LOOKS_LIKE_INTEGER.matcher(value).matches()) {
      return INTEGER.matcher(value).matches() && new BigInteger(value).bitLength() < Long.SIZE
          ? ""
          : "an integer has no leading zeros or -0 and fits 64 bits";
    }
    if (value.startsWith("-")) {
      return "only a negative integer begins with -";
    }
    if (LOOKS_LIKE_UUID.matcher(value).matches() && !value.equals(value.toLowerCase(Locale.ROOT))) {
      return "a UUID is in lower case";
    }
    return "";
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
