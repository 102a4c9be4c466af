package io.tenantcrypt.codec;

import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A text column read through an accessor of another type: {@code getInt} of a varchar. */
final class TextReading {

  private TextReading() {}

  static Object to(Column column, String text, Class<?> target, @Nullable Calendar calendar) {
    if (target == byte[].class) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (target == Boolean.class) {
      return BooleanCodec.parse(column, text);
    }
    if (target == UUID.class) {
      return UuidCodec.parse(column, text);
    }
    if (Number.class.isAssignableFrom(target)) {
      Object number = Numbers.to(column, Numbers.parse(column, text), target);
      if (number != null) {
        return number;
      }
    }
    Object time = Temporals.to(column, TemporalText.parse(column, text), target, calendar);
    if (time == null) {
      throw column.wrongClass(target, "reading a");
    }
    return time;
  }
}
