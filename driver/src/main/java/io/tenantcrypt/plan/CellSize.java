package io.tenantcrypt.plan;

import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.LogicalType;
import java.nio.charset.StandardCharsets;

/**
 * How long the cells of a column can be, in the form in which they are stored, so that a column of
 * the database that would cut one is refused. Design §4 and §6.
 */
public final class CellSize {

  /** What is said of types without a bound. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** Header, IV and tag of a randomized cell, in bytes. */
  private static final int AROUND = 34;

  /** A character takes at most so many bytes in UTF-8. */
  private static final int BYTES_PER_CHARACTER = 4;

  private static final int TEXT_PREFIX = "tc1.".length();

  private static final int NUMBER = 8;
  private static final int UUID = 16;

  private CellSize() {}

  /** The most bytes of a cell, or characters where the storage is text; {@link #UNBOUNDED}. */
  public static long most(ColumnPolicy column) {
    long plain = plaintext(column.type());
    if (plain == UNBOUNDED) {
      return UNBOUNDED;
    }
    // The canonical bytes, a mark behind them, and zeros to a multiple of the pad.
    long padded = multiple(plain + 1, Math.max(column.pad(), 1));
    long cell = AROUND + padded;
    return column.storage() == ColumnPolicy.Storage.BINARY
        ? cell
        : TEXT_PREFIX + (cell / 3) * 4 + (cell % 3 == 0 ? 0 : cell % 3 + 1);
  }

  private static long multiple(long length, int pad) {
    return (length + pad - 1) / pad * pad;
  }

  private static long plaintext(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> NUMBER;
      case BOOLEAN -> 1;
      case UUID -> UUID;
      // The scale, and the unscaled value with its sign: a digit takes less than half a byte.
      case DECIMAL -> Integer.BYTES + 1L + (type.precision() + 1) / 2;
      case CHAR, VARCHAR -> (long) BYTES_PER_CHARACTER * type.length();
      case ENUM ->
          type.values().stream()
              .mapToInt(v -> v.getBytes(StandardCharsets.UTF_8).length)
              .max()
              .orElse(0);
      case BYTES -> type.length() == 0 ? UNBOUNDED : type.length();
      case TEXT, JSON -> UNBOUNDED;
    };
  }
}
