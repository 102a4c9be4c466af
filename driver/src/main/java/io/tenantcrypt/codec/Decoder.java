package io.tenantcrypt.codec;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import org.jspecify.annotations.Nullable;

/** Canonical bytes of one column to Java values. Immutable; safe for several threads. */
public final class Decoder {

  private final Column source;
  private final FamilyCodec codec;
  private final ConnectorReading reading;
  private final boolean plainText;

  /** The getter of the column's own class, about which the drivers agree; null if they do not. */
  private final @Nullable Form own;

  /**
   * A decoder.
   *
   * @param column names the column in errors
   * @param connector whose getters it answers like
   */
  public Decoder(String column, LogicalType type, Connector connector) {
    source = new Column(column, type);
    codec = FamilyCodecs.of(type.family());
    reading = ConnectorReadings.of(connector);
    plainText = type.family() == LogicalType.Family.TEXT && type.name() != LogicalType.Name.CHAR;
    own = own(type.name());
  }

  private static @Nullable Form own(LogicalType.Name name) {
    return switch (name) {
      case SMALLINT -> Form.SHORT;
      case INTEGER -> Form.INT;
      case BIGINT -> Form.LONG;
      case DECIMAL -> Form.BIG_DECIMAL;
      case REAL -> Form.FLOAT;
      case DOUBLE -> Form.DOUBLE;
      case BOOLEAN -> Form.BOOLEAN;
      case BYTES -> Form.BYTES;
      case CHAR, VARCHAR, TEXT, ENUM, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, JSON -> null;
    };
  }

  /**
   * The Java form of canonical bytes.
   *
   * @param length how many bytes of {@code buffer} are canonical; the buffer is not kept, and holds
   *     anything afterwards
   * @param hint a {@code Class}, {@code Calendar} or scale, or null
   * @throws TenantCryptException TC022 if the value cannot be given in that form; TC002 if this
   *     form is not available on a protected column
   */
  public Object decode(byte[] buffer, int length, Form form, @Nullable Object hint) {
    if (plainText && form == Form.STRING) {
      return Utf8.decodeInPlace(buffer, length); // the commonest cell, without anything on the way
    }
    if (form == own && hint == null) {
      return codec.decode(source, buffer, length, Forms.target(form), null);
    }
    return reading.read(source, codec, buffer, length, form, hint);
  }
}
