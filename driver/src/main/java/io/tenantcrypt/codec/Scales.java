package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A scale that the application asked for. */
final class Scales {

  /** PostgreSQL's largest. */
  private static final int MAX = 16_383;

  private Scales() {}

  static BigDecimal set(Column column, BigDecimal value, int scale) {
    // A value of few digits and a far exponent, written out, could fill the memory.
    boolean huge = value.precision() - (long) value.scale() > 140_000;
    if (huge || Math.abs((long) scale) > MAX) {
      throw column.misfit("the scale asked for is out of range");
    }
    return value.setScale(scale, RoundingMode.HALF_UP);
  }
}
