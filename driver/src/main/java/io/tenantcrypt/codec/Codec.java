package io.tenantcrypt.codec;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;

/**
 * Java values to canonical bytes; {@link Decoder} is the way back. Stateless; safe for several
 * threads.
 */
public final class Codec {

  private Codec() {}

  /**
   * Canonical bytes of a value bound by the application; a fresh array, the caller's is neither
   * kept nor changed.
   *
   * @param column names the column in errors
   * @param by what the real driver and its server would make of the value
   * @param hints what the setter was given besides index and value, in its order: {@code Calendar},
   *     target SQL type ({@code Integer} or {@code SQLType}), scale or length
   * @throws TenantCryptException TC022 if the value does not fit the type; TC002 if this form is
   *     not available on a protected column
   */
  public static byte[] encode(
      String column, LogicalType type, Connector by, Form form, Object value, List<?> hints) {
    Column target = new Column(column, type);
    if (!Forms.isBindable(form)) {
      throw target.unavailable("set as " + words(form));
    }
    FamilyCodec codec = FamilyCodecs.of(type.family());
    if (form == Form.OBJECT) {
      Object converted = SqlTypeHint.apply(target, by, value, hints);
      return codec.encode(target, Bound.of(target, by, converted, null), null);
    }
    Calendar calendar = !hints.isEmpty() && hints.get(0) instanceof Calendar given ? given : null;
    return codec.encode(target, Bound.of(target, by, value, calendar), calendar);
  }

  /** Canonical bytes of a literal in a statement's text, read as the database would read it. */
  public static byte[] encodeLiteral(String column, LogicalType type, Connector by, String text) {
    Column target = new Column(column, type);
    return FamilyCodecs.of(type.family()).encode(target, Bound.of(target, by, text, null), null);
  }

  /** TC022, for a value that cannot even be read to its end. */
  public static TenantCryptException misfit(String column, LogicalType type, String why) {
    return new Column(column, type).misfit(why);
  }

  /** An accessor in words. */
  static String words(Form form) {
    return form.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
