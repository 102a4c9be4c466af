package io.tenantcrypt.admin;

import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Random values that a column takes, as far as its type alone tells. */
final class RehearsalValues {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LONGEST = 16;
  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2001, 2, 3, 4, 5, 6);

  private RehearsalValues() {}

  /** For a protected column. */
  static Object of(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT -> (short) below(Short.MAX_VALUE);
      case INTEGER -> below(Integer.MAX_VALUE);
      case BIGINT -> (long) below(Integer.MAX_VALUE);
      case DECIMAL -> decimal(type.precision(), type.scale());
      case REAL -> (float) below(1_000);
      case DOUBLE -> (double) below(1_000);
      case BOOLEAN -> true;
      case CHAR, VARCHAR, TEXT -> text(type.length() == 0 ? LONGEST : type.length());
      case ENUM -> type.values().get(0);
      case DATE -> SOME_DAY.toLocalDate();
      case TIME -> SOME_DAY.toLocalTime();
      case TIMESTAMP -> SOME_DAY;
      case TIMESTAMPTZ -> SOME_DAY.atOffset(ZoneOffset.UTC);
      case UUID -> UUID.randomUUID();
      case BYTES -> bytes(type.length() == 0 ? LONGEST : type.length());
      case JSON -> "{}";
    };
  }

  /**
   * For a column that is not protected; empty where its type does not tell.
   *
   * @param type of {@link Types}
   * @param name of the type, as the database calls it
   * @param size the most characters, digits or bytes
   * @param scale digits after the point
   */
  static Optional<Object> of(int type, String name, int size, int scale) {
    return switch (type) {
      case Types.TINYINT -> Optional.of(below(Byte.MAX_VALUE));
      case Types.SMALLINT -> Optional.of(below(Short.MAX_VALUE));
      case Types.INTEGER, Types.BIGINT -> Optional.of(below(Integer.MAX_VALUE));
      case Types.NUMERIC, Types.DECIMAL -> Optional.of(decimal(size, scale));
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Optional.of((double) below(1_000));
      case Types.BIT, Types.BOOLEAN -> Optional.of(false);
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.CLOB ->
          name.startsWith("enum") || name.startsWith("set")
              ? Optional.empty()
              : Optional.of(text(size));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          Optional.of(bytes(size));
      case Types.DATE -> Optional.of(SOME_DAY.toLocalDate());
      case Types.TIME -> Optional.of(SOME_DAY.toLocalTime());
      case Types.TIMESTAMP ->
          Optional.of(
              name.equals("timestamptz") ? SOME_DAY.atOffset(ZoneOffset.UTC) : (Object) SOME_DAY);
      case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(SOME_DAY.atOffset(ZoneOffset.UTC));
      default -> name.equalsIgnoreCase("uuid") ? Optional.of(UUID.randomUUID()) : Optional.empty();
    };
  }

  private static int below(int bound) {
    return 1 + RANDOM.nextInt(bound - 1);
  }

  private static BigDecimal decimal(int precision, int scale) {
    int digits = Math.min(9, precision <= 0 ? 9 : precision);
    BigInteger unscaled = BigInteger.valueOf(RANDOM.nextInt((int) Math.pow(10, digits)));
    return new BigDecimal(unscaled, Math.max(0, scale));
  }

  private static String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = Math.min(length, LONGEST); i > 0; i--) {
      text.append((char) ('a' + RANDOM.nextInt(26)));
    }
    return text.toString();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[Math.min(length, LONGEST)];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** The class in which a value is read back. */
  static Class<?> readAs(Object value) {
    return value instanceof LocalDate
            || value instanceof LocalTime
            || value instanceof LocalDateTime
            || value instanceof OffsetDateTime
        ? value.getClass()
        : value instanceof UUID ? UUID.class : String.class;
  }
}
