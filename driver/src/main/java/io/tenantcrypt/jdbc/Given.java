package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Form;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.tenancy.TenantType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLType;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that a parameter was given and that must be the session's tenant.
 *
 * @param form the setter
 * @param value the value; null for NULL
 * @param hints what the setter was given besides
 * @param binding the setter's call
 */
record Given(Form form, @Nullable Object value, List<?> hints, Binding binding) {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  /** Target types that keep a tenant id as it is; any other might change it on its way. */
  private static final Set<Integer> KEEPING =
      Set.of(
          Types.VARCHAR,
          Types.CHAR,
          Types.LONGVARCHAR,
          Types.NVARCHAR,
          Types.NCHAR,
          Types.LONGNVARCHAR,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.OTHER,
          Types.JAVA_OBJECT);

  /** So many digits a floating-point number of 64 bits keeps for certain. */
  private static final int EXACT_DIGITS = 15;

  private static final Set<Integer> NUMBERS = Set.of(Types.BIGINT, Types.NUMERIC, Types.DECIMAL);

  /** The value as a tenant id in the column's type; null if it is none. */
  @Nullable String as(TenantType type) {
    if (value == null || !keeps(type)) {
      return null;
    }
    String text =
        switch (form) {
          case STRING, NSTRING, OBJECT -> text(value, type);
          case BYTE, SHORT, INT, LONG, BIG_DECIMAL -> text(value, type);
          default -> null;
        };
    // What does not fit the target type may arrive as its lowest bits.
    TenantType narrower = narrower(target());
    return text == null || narrower == null || canonical(text, narrower) != null ? text : null;
  }

  private @Nullable Integer target() {
    Object hint = hints.isEmpty() ? null : hints.get(0);
    return hint instanceof Integer number
        ? number
        : hint instanceof SQLType sqlType ? sqlType.getVendorTypeNumber() : null;
  }

  private static @Nullable TenantType narrower(@Nullable Integer target) {
    if (target == null) {
      return null;
    }
    return switch (target) {
      case Types.SMALLINT -> TenantType.SMALLINT;
      case Types.INTEGER -> TenantType.INTEGER;
      default -> null;
    };
  }

  private boolean keeps(TenantType type) {
    if (hints.isEmpty()) {
      return true;
    }
    Integer target = target();
    if (target == null || (isText(type) && NUMBERS.contains(target))) {
      // As a number 007 becomes 7 and 1e1 becomes 10, which are other tenants of a text column.
      return false;
    }
    boolean integer = type != TenantType.UUID && !isText(type);
    return KEEPING.contains(target) || (integer && narrower(target) != null);
  }

  private static boolean isText(TenantType type) {
    return type == TenantType.TEXT || type == TenantType.EXACT_TEXT;
  }

  private static @Nullable String text(Object value, TenantType type) {
    if (value instanceof String string) {
      return type == TenantType.EXACT_BIGINT && string.length() > EXACT_DIGITS
          ? null
          : canonical(string, type);
    }
    if (value instanceof UUID) {
      return type == TenantType.UUID || isText(type) ? value.toString() : null;
    }
    if (type == TenantType.EXACT_TEXT) {
      return null;
    }
    if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger) {
      return canonical(value.toString(), type);
    }
    if (value instanceof BigDecimal decimal && !isText(type)) {
      // A tenant id has at most 19 digits; an exponent of a million would be written out.
      return Math.abs((long) decimal.scale()) <= 20 && decimal.stripTrailingZeros().scale() <= 0
          ? canonical(decimal.toBigInteger().toString(), type)
          : null;
    }
    return null;
  }

  /** A literal or string as the column's type reads it; null if that type would not take it. */
  static @Nullable String canonical(String text, TenantType type) {
    return switch (type) {
      case TEXT, EXACT_TEXT -> text;
      case UUID -> UUID_TEXT.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : null;
      case SMALLINT -> integer(text, Short.SIZE);
      case INTEGER -> integer(text, Integer.SIZE);
      case BIGINT, EXACT_BIGINT -> integer(text, Long.SIZE);
    };
  }

  private static @Nullable String integer(String text, int bits) {
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    BigInteger number = new BigInteger(text);
    return number.bitLength() < bits ? number.toString() : null;
  }

  @Override
  public String toString() {
    return "Given[" + form + "]";
  }
}
