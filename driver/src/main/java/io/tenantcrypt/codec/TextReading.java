package io.tenantcrypt.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Time;
import java.util.Calendar;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text column read through an accessor of another type: {@code getInt} of a varchar. */
final class TextReading {

  private static final Pattern FINER_THAN_MICROS = Pattern.compile("\\.[0-9]{7}");

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
      BigDecimal parsed = Numbers.parse(column, text);
      if (parsed.signum() == 0 && text.strip().startsWith("-")) {
        throw column.misfit("its text is a negative zero; read it as a string");
      }
      Object number = Numbers.to(column, parsed, target);
      if (number != null) {
        return number;
      }
    }
    Moment moment = moment(column, text);
    if (target == Time.class && moment.micros() == Moment.NO_TIME) {
      moment = new Moment(moment.date(), 0, null); // a date begins at midnight
    }
    Object time = Temporals.to(column, moment, target, calendar);
    if (time == null) {
      throw column.wrongClass(target, "reading a");
    }
    return time;
  }

  /** Only what one reading of is possible: the driver's own getters disagree on the rest. */
  private static Moment moment(Column column, String text) {
    Moment moment = TemporalText.parse(column, text);
    if (text.indexOf('T') >= 0
        || moment.micros() == Moment.DAY
        || FINER_THAN_MICROS.matcher(text).find()) {
      throw column.misfit(
          "its text has a T, 24:00 or more than microseconds, which the driver does not read; read"
              + " it as a string");
    }
    return moment;
  }
}
