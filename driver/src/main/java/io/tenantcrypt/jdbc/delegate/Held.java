package io.tenantcrypt.jdbc.delegate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Set;
import java.util.UUID;

/**
 * A call of a setter with an object that the application may change after the call, as it may after
 * {@code addBatch}.
 *
 * @param <T> the setter's type
 */
public final class Held<T> implements Binding {

  /**
   * The setter.
   *
   * @param <T> its type
   */
  @FunctionalInterface
  public interface Call<T> {

    /** Makes the call; {@code calendar} is null for a setter that takes none. */
    void apply(PreparedStatement statement, int position, T value, Calendar calendar)
        throws SQLException;
  }

  /** Exact classes: a subclass may change. Those of {@code java.time} are all immutable. */
  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          URL.class);

  private static final Set<Class<?>> COPIED =
      Set.of(Date.class, java.sql.Date.class, java.sql.Time.class, java.sql.Timestamp.class);

  private final T value;
  private final Calendar calendar;
  private final Call<T> call;

  private Held(T value, Calendar calendar, Call<T> call) {
    this.value = value;
    this.calendar = calendar;
    this.call = call;
  }

  static <T> Held<T> of(T value, Calendar calendar, Call<T> call) {
    return new Held<>(value, calendar, call);
  }

  @Override
  public void apply(PreparedStatement statement, int position) throws SQLException {
    call.apply(statement, position, value, calendar);
  }

  /**
   * The same call with what nobody changes any more.
   *
   * @return null if the object is of a class that is not known to be immutable or to be copied, or
   *     belongs to the real driver
   */
  public Binding kept() {
    T copy = copy(value);
    Calendar zone = calendar == null ? null : copy(calendar);
    if ((copy == null && value != null) || (zone == null && calendar != null)) {
      return null;
    }
    return new Held<>(copy, zone, call);
  }

  @SuppressWarnings({"unchecked", "JavaUtilDate"}) // what JDBC's setters take
  private static <V> V copy(V value) {
    if (value == null || isImmutable(value)) {
      return value;
    }
    if (value instanceof byte[] bytes) {
      return (V) bytes.clone();
    }
    if (COPIED.contains(value.getClass())) {
      return (V) ((Date) value).clone();
    }
    return value.getClass() == GregorianCalendar.class
        ? (V) ((GregorianCalendar) value).clone()
        : null;
  }

  private static boolean isImmutable(Object value) {
    return IMMUTABLE.contains(value.getClass())
        || value.getClass().getPackageName().equals("java.time");
  }
}
