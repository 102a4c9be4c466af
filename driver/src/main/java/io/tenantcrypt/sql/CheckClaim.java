package io.tenantcrypt.sql;

import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one condition of a CHECK demands of one protected column.
 *
 * @param column the column
 */
record CheckClaim(String column, Demand demand) {

  /** A demand on a value that is not NULL; NULL satisfies every CHECK that does not ask for it. */
  sealed interface Demand {
    /** Whether every value that the codec lets through satisfies it. */
    boolean enforcedBy(LogicalType type);
  }

  /** One of these texts. */
  record Labels(Set<String> labels) implements Demand {
    @Override
    public boolean enforcedBy(LogicalType type) {
      return type.name() == LogicalType.Name.ENUM && labels.containsAll(type.values());
    }
  }

  /** A number within bounds, both included. */
  record Range(@Nullable BigDecimal low, @Nullable BigDecimal high) implements Demand {
    @Override
    public boolean enforcedBy(LogicalType type) {
      BigDecimal most = most(type);
      BigDecimal least =
          most == null || type.name() == LogicalType.Name.DECIMAL
              ? negated(most)
              : most.add(BigDecimal.ONE).negate();
      return within(least, most, low, high);
    }

    private static @Nullable BigDecimal most(LogicalType type) {
      return switch (type.name()) {
        case SMALLINT -> BigDecimal.valueOf(Short.MAX_VALUE);
        case INTEGER -> BigDecimal.valueOf(Integer.MAX_VALUE);
        case BIGINT -> BigDecimal.valueOf(Long.MAX_VALUE);
        case DECIMAL ->
            BigDecimal.ONE
                .movePointRight(type.precision())
                .subtract(BigDecimal.ONE)
                .movePointLeft(type.scale());
        default -> null;
      };
    }

    private static @Nullable BigDecimal negated(@Nullable BigDecimal number) {
      return number == null ? null : number.negate();
    }
  }

  /** A length within bounds, both included; of characters, or of bytes. */
  record Length(boolean bytes, @Nullable BigDecimal low, @Nullable BigDecimal high)
      implements Demand {
    @Override
    public boolean enforcedBy(LogicalType type) {
      BigDecimal most = most(type);
      return most != null && within(BigDecimal.ZERO, most, low, high);
    }

    // A character has at most four bytes.
    private @Nullable BigDecimal most(LogicalType type) {
      int length =
          type.name() == LogicalType.Name.ENUM
              ? type.values().stream()
                  .mapToInt(v -> v.codePointCount(0, v.length()))
                  .max()
                  .orElse(0)
              : type.length();
      boolean text = type.family() == LogicalType.Family.TEXT;
      if (length == 0 || (!text && type.family() != LogicalType.Family.BYTES)) {
        return null;
      }
      return BigDecimal.valueOf(text && bytes ? 4L * length : length);
    }
  }

  /** NULL, or not NULL: holds for a cell as for its value. */
  record Nullness(boolean wantsNull) implements Demand {
    @Override
    public boolean enforcedBy(LogicalType type) {
      return false;
    }
  }

  private static boolean within(
      @Nullable BigDecimal least,
      @Nullable BigDecimal most,
      @Nullable BigDecimal low,
      @Nullable BigDecimal high) {
    boolean below = low == null || (least != null && least.compareTo(low) >= 0);
    boolean above = high == null || (most != null && most.compareTo(high) <= 0);
    return below && above;
  }
}
