package io.tenantcrypt.codec;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Java values to canonical bytes and back. Stateless; safe for several threads. */
public final class Codec {

  private Codec() {}

  /**
   * Canonical bytes of a value bound by the application; a fresh array, the caller's is neither
   * kept nor changed.
   *
   * @param column names the column in errors
   * @param hints what the setter was given besides index and value, in its order: {@code Calendar},
   *     target SQL type ({@code Integer} or {@code SQLType}), scale or length
   * @throws TenantCryptException TC022 if the value does not fit the type; TC002 if this form is
   *     not available on a protected column
   */
  public static byte[] encode(
      String column, LogicalType type, Form form, Object value, List<?> hints) {
    Column target = new Column(column, type);
    requireAvailable(target, form, "set");
    FamilyCodec codec = FamilyCodecs.of(type.family());
    if (form == Form.OBJECT) {
      return codec.encode(target, SqlTypeHint.apply(target, value, hints), null);
    }
    Calendar calendar = !hints.isEmpty() && hints.get(0) instanceof Calendar given ? given : null;
    return codec.encode(target, value, calendar);
  }

  /** Canonical bytes of a literal in a statement's text, read as the database would read it. */
  public static byte[] encodeLiteral(String column, LogicalType type, String text) {
    return FamilyCodecs.of(type.family()).encode(new Column(column, type), text, null);
  }

  /**
   * The Java form of canonical bytes.
   *
   * @param length how many bytes of {@code buffer} are canonical
   * @param hint a {@code Class}, {@code Calendar} or scale, or null
   * @throws TenantCryptException TC022 if the value cannot be given in that form; TC002 if this
   *     form is not available on a protected column
   */
  public static Object decode(
      String column,
      LogicalType type,
      byte[] buffer,
      int length,
      Form form,
      @Nullable Object hint) {
    if (form == Form.STRING
        && type.family() == LogicalType.Family.TEXT
        && type.name() != LogicalType.Name.CHAR) {
      return Utf8.decode(buffer, length); // the commonest cell, without anything on the way
    }
    Column source = new Column(column, type);
    requireAvailable(source, form, "get");
    FamilyCodec codec = FamilyCodecs.of(type.family());
    Class<?> target = Forms.target(form);
    if (target == null) {
      target = objectClass(source, codec, hint);
    }
    Calendar calendar = hint instanceof Calendar given ? given : null;
    Object value = codec.decode(source, buffer, length, target, calendar);
    return form == Form.BIG_DECIMAL && hint instanceof Integer scale
        ? Scales.set(source, (BigDecimal) value, scale)
        : value;
  }

  private static Class<?> objectClass(Column column, FamilyCodec codec, @Nullable Object hint) {
    if (hint == null) {
      return codec.defaultClass(column);
    }
    if (hint instanceof Class<?> named) {
      // Object.class asks for no class in particular.
      return named == Object.class ? codec.defaultClass(column) : named;
    }
    throw column.unavailable("getObject with a type map");
  }

  private static void requireAvailable(Column column, Form form, String direction) {
    if (!Forms.isAvailable(form)) {
      throw column.unavailable(
          direction + " as " + form.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }
}
