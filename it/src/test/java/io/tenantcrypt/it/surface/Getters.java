package io.tenantcrypt.it.surface;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/** Every getter of {@link ResultSet}, as the interface lists them, with arguments of each kind. */
final class Getters {

  /** Java types that {@code getObject} is asked for. */
  private static final List<Class<?>> CLASSES =
      List.of(
          Object.class,
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          Number.class,
          Character.class,
          byte[].class,
          Date.class,
          Time.class,
          Timestamp.class,
          java.util.Date.class,
          Calendar.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          OffsetTime.class,
          ZonedDateTime.class,
          Instant.class,
          Duration.class,
          Year.class,
          UUID.class,
          InputStream.class,
          Reader.class,
          Clob.class,
          NClob.class,
          Blob.class,
          SQLXML.class,
          Array.class,
          Ref.class,
          RowId.class,
          Struct.class,
          URL.class,
          boolean.class,
          byte.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class,
          char.class,
          void.class,
          Thread.class);

  /** One call. */
  record Getter(String name, Method byIndex, Method byLabel, List<Object> more) {

    Object of(ResultSet row, int index) throws Throwable {
      return invoke(byIndex, row, index);
    }

    Object of(ResultSet row, String label) throws Throwable {
      return invoke(byLabel, row, label);
    }

    private Object invoke(Method method, ResultSet row, Object column) throws Throwable {
      List<Object> arguments = new ArrayList<>();
      arguments.add(column);
      more.forEach(each -> arguments.add(each instanceof Calendar c ? c.clone() : each));
      try {
        return method.invoke(row, arguments.toArray());
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private Getters() {}

  static List<Getter> all() {
    List<Getter> getters = new ArrayList<>();
    Arrays.stream(ResultSet.class.getMethods())
        .filter(method -> method.getName().startsWith("get") && method.getParameterCount() > 0)
        .filter(method -> method.getParameterTypes()[0] == int.class)
        .sorted(Comparator.comparing(Method::toString))
        .forEach(method -> add(getters, method));
    return getters;
  }

  private static void add(List<Getter> getters, Method byIndex) {
    Class<?>[] types = byIndex.getParameterTypes();
    types[0] = String.class;
    Method byLabel;
    try {
      byLabel = ResultSet.class.getMethod(byIndex.getName(), types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no " + byIndex + " by label", e);
    }
    String name = byIndex.getName();
    if (types.length == 1) {
      getters.add(new Getter(name, byIndex, byLabel, List.of()));
    } else if (types[1] == Class.class) {
      for (Class<?> asked : CLASSES) {
        String called = name + "(" + asked.getSimpleName() + ")";
        getters.add(new Getter(called, byIndex, byLabel, List.of(asked)));
      }
    } else if (types[1] == Map.class) {
      getters.add(new Getter(name + "(no types)", byIndex, byLabel, List.of(Map.of())));
      Map<String, Class<?>> mapped = Map.of("varchar", String.class, "a_type", Long.class);
      getters.add(new Getter(name + "(types)", byIndex, byLabel, List.of(mapped)));
    } else if (types[1] == int.class) {
      getters.add(new Getter(name + "(scale)", byIndex, byLabel, List.of(2)));
    } else if (types[1] == Calendar.class) {
      Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("America/New_York"));
      getters.add(new Getter(name + "(calendar)", byIndex, byLabel, List.of(calendar)));
    } else {
      throw new IllegalStateException("nobody has decided how to call " + byIndex);
    }
  }

  /**
   * What a getter gives and {@code wasNull} after it, or that it fails.
   *
   * @param secret what no message may hold; null for nothing
   */
  static String shown(Call call, ResultSet row, boolean ours, String secret) {
    try {
      Object value = call.on(row);
      return ShownValue.of(value) + (row.wasNull() ? " and was null" : "");
    } catch (SQLException e) {
      for (Throwable cause = e; secret != null && cause != null; cause = cause.getCause()) {
        if (String.valueOf(cause.getMessage()).contains(secret)) {
          return "an SQLException that names the value";
        }
      }
      return ShownValue.FAILED;
    } catch (Throwable e) {
      // The real drivers have bugs of this kind; ours must not.
      return ours ? "not an SQLException: " + e : ShownValue.FAILED;
    }
  }

  /** A getter with its column. */
  @FunctionalInterface
  interface Call {
    Object on(ResultSet row) throws Throwable;
  }
}
