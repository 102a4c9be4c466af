package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The text that a value becomes in a text column. */
final class BoundText {

  /** MariaDB and MySQL write a double with an exponent from here on, and below {@code 1e-15}. */
  private static final int FIXED = 15;

  private BoundText() {}

  static Object of(Column column, Connector by, Object value, @Nullable Calendar calendar) {
    if (value instanceof String) {
      return value;
    }
    if (value instanceof byte[] bytes) {
      return by == Connector.POSTGRESQL
          ? "\\x" + HexFormat.of().formatHex(bytes)
          : utf8(column, bytes);
    }
    if (TemporalBound.isOne(value)) {
      return TemporalBound.text(column, by, value, calendar);
    }
    if (by == Connector.POSTGRESQL) {
      return value; // the codec's own
    }
    if (value instanceof Boolean bool) {
      return by == Connector.H2 ? (bool ? "TRUE" : "FALSE") : (bool ? "1" : "0");
    }
    return value instanceof Float || value instanceof Double ? number(by, (Number) value) : value;
  }

  private static String utf8(Column column, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw column.misfit("its bytes are no UTF-8 text");
    }
  }

  /** As Java writes it; the connectors send that as a literal, which the server reads first. */
  private static String number(Connector by, Number value) {
    if (value.doubleValue() == 0) {
      return "0.0";
    }
    String java = value.toString();
    if (by == Connector.H2 || java.indexOf('E') < 0) {
      return java;
    }
    double read = Double.parseDouble(java);
    BigDecimal exact = new BigDecimal(read);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= 17; digits++) {
      shortest = exact.round(new MathContext(digits));
      if (shortest.doubleValue() == read) {
        break;
      }
    }
    shortest = shortest.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < FIXED && exponent >= -FIXED) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (shortest.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e"
        + exponent;
  }
}
