package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** {@code smallint}, {@code integer}, {@code bigint}: 8 bytes, two's complement, big endian. */
final class IntegerCodec extends FamilyCodec {

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    long number = Numbers.isLong(value) ? ((Number) value).longValue() : rounded(column, value);
    return Bytes.ofLong(requireRange(column, number));
  }

  private static long rounded(Column column, Object value) {
    if (value instanceof Float || value instanceof Double) {
      double rint = Math.rint(((Number) value).doubleValue());
      // NaN fails both comparisons.
      if (!(rint >= -0x1p63 && rint < 0x1p63)) {
        throw outside(column);
      }
      return (long) rint;
    }
    BigDecimal number = Numbers.exact(column, value);
    boolean text = !(value instanceof Number);
    if (number.precision() - (long) number.scale() > 20) {
      throw outside(column);
    }
    if (text && number.stripTrailingZeros().scale() > 0) {
      throw column.misfit("its text is not an integer");
    }
    // PostgreSQL rounds numeric half away from zero.
    BigInteger integer = number.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    if (integer.bitLength() >= Long.SIZE) {
      throw outside(column);
    }
    return integer.longValue();
  }

  private static long requireRange(Column column, long value) {
    boolean fits =
        switch (column.type().name()) {
          case SMALLINT -> value == (short) value;
          case INTEGER -> value == (int) value;
          default -> true;
        };
    if (!fits) {
      throw outside(column);
    }
    return value;
  }

  private static RuntimeException outside(Column column) {
    return column.misfit("it is outside the type's range");
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    long value = Bytes.toLong(column, buffer, length);
    if (target == String.class) {
      return Long.toString(value);
    }
    Object number = Numbers.to(column, value, target);
    if (number == null) {
      throw column.wrongClass(target, "reading a");
    }
    return number;
  }
}
