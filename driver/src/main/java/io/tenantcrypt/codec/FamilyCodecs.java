package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType.Family;

/** The codec of each family. */
final class FamilyCodecs {

  private static final FamilyCodec INTEGER = new IntegerCodec();
  private static final FamilyCodec DECIMAL = new DecimalCodec();
  private static final FamilyCodec FLOAT = new FloatCodec();
  private static final FamilyCodec BOOLEAN = new BooleanCodec();
  private static final FamilyCodec TEXT = new TextCodec();
  private static final FamilyCodec DATE = new DateCodec();
  private static final FamilyCodec TIME = new TimeCodec();
  private static final FamilyCodec TIMESTAMP = new TimestampCodec();
  private static final FamilyCodec INSTANT = new InstantCodec();
  private static final FamilyCodec UUID = new UuidCodec();
  private static final FamilyCodec BYTES = new BytesCodec();
  private static final FamilyCodec JSON = new JsonCodec();

  private FamilyCodecs() {}

  static FamilyCodec of(Family family) {
    return switch (family) {
      case INTEGER -> INTEGER;
      case DECIMAL -> DECIMAL;
      case FLOAT -> FLOAT;
      case BOOLEAN -> BOOLEAN;
      case TEXT -> TEXT;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case INSTANT -> INSTANT;
      case UUID -> UUID;
      case BYTES -> BYTES;
      case JSON -> JSON;
    };
  }
}
