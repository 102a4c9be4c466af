package io.tenantcrypt.codec;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Canonical bytes of one column to Java values. Immutable; safe for several threads. */
public final class Decoder {

  private final Column source;
  private final FamilyCodec codec;
  private final boolean plainText;

  /**
   * A decoder.
   *
   * @param column names the column in errors
   */
  public Decoder(String column, LogicalType type) {
    source = new Column(column, type);
    codec = FamilyCodecs.of(type.family());
    plainText = type.family() == LogicalType.Family.TEXT && type.name() != LogicalType.Name.CHAR;
  }

  /**
   * The Java form of canonical bytes.
   *
   * @param length how many bytes of {@code buffer} are canonical; the buffer is not kept
   * @param hint a {@code Class}, {@code Calendar} or scale, or null
   * @throws TenantCryptException TC022 if the value cannot be given in that form; TC002 if this
   *     form is not available on a protected column
   */
  public Object decode(byte[] buffer, int length, Form form, @Nullable Object hint) {
    if (plainText && form == Form.STRING) {
      return Utf8.decode(buffer, length); // the commonest cell, without anything on the way
    }
    Codec.requireAvailable(source, form, "get");
    Class<?> target = Forms.target(form);
    if (target == null) {
      target = objectClass(hint);
    }
    Calendar calendar = hint instanceof Calendar given ? given : null;
    Object value = codec.decode(source, buffer, length, target, calendar);
    return form == Form.BIG_DECIMAL && hint instanceof Integer scale
        ? Scales.set(source, (BigDecimal) value, scale)
        : value;
  }

  private Class<?> objectClass(@Nullable Object hint) {
    if (hint == null) {
      return codec.defaultClass(source);
    }
    if (hint instanceof Class<?> named) {
      // Object.class asks for no class in particular.
      return named == Object.class ? codec.defaultClass(source) : named;
    }
    throw source.unavailable("getObject with a type map");
  }
}
