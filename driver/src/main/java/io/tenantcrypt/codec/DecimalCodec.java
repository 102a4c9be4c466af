package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * {@code decimal}: the scale as 4 bytes big endian, then the unscaled value in two's complement, as
 * short as it goes. A value stands in its column's declared scale; where none is declared, in its
 * own.
 */
final class DecimalCodec extends FamilyCodec {

  /** PostgreSQL's limits of an undeclared numeric. */
  private static final int MAX_SCALE = 16_383;

  private static final int MAX_INTEGER_DIGITS = 131_072;

  @Override
  byte[] encode(Column column, Object value, @Nullable Calendar calendar) {
    BigDecimal number = scaled(column, Numbers.exact(column, value));
    byte[] unscaled = number.unscaledValue().toByteArray();
    byte[] bytes = new byte[Integer.BYTES + unscaled.length];
    Bytes.putInt(bytes, 0, number.scale());
    System.arraycopy(unscaled, 0, bytes, Integer.BYTES, unscaled.length);
    return bytes;
  }

  private static BigDecimal scaled(Column column, BigDecimal value) {
    LogicalType type = column.type();
    // Before any change of scale: 1e999999999 written out has a billion digits.
    if (value.signum() != 0 && value.precision() - (long) value.scale() > MAX_INTEGER_DIGITS) {
      throw column.misfit("it has too many digits before the point");
    }
    if (type.precision() == 0) {
      return undeclared(value);
    }
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (scaled.precision() > type.precision()) {
      throw column.misfit("it has more digits than the type's precision");
    }
    return scaled;
  }

  private static BigDecimal undeclared(BigDecimal value) {
    if (value.scale() < 0) {
      return value.setScale(0, RoundingMode.UNNECESSARY);
    }
    return value.scale() > MAX_SCALE ? value.setScale(MAX_SCALE, RoundingMode.HALF_UP) : value;
  }

  @Override
  Object decode(
      Column column, byte[] buffer, int length, Class<?> target, @Nullable Calendar calendar) {
    if (length <= Integer.BYTES) {
      throw column.misfit("its cell holds too few canonical bytes");
    }
    int scale = Bytes.getInt(buffer, 0);
    BigInteger unscaled = new BigInteger(buffer, Integer.BYTES, length - Integer.BYTES);
    BigDecimal value = new BigDecimal(unscaled, scale);
    if (target == String.class) {
      return value.toPlainString();
    }
    Object number = Numbers.to(column, value, target);
    if (number == null) {
      throw column.wrongClass(target, "reading a");
    }
    return number;
  }
}
