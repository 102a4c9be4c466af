package io.tenantcrypt.policy.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads single values other than plain text; what does not fit is reported. */
final class Read {

  private Read() {}

  /** A whole number between two bounds, both included. */
  static Optional<Long> number(Value value, long least, long most) {
    return value.scalar().flatMap(scalar -> number(value, scalar, least, most));
  }

  private static Optional<Long> number(Value value, Scalar scalar, long least, long most) {
    boolean digits = scalar.tag().equals(Tag.INT) || scalar.variable();
    // Octal and hexadecimal numbers are left out on purpose: nobody writes a bound that way.
    if (digits && scalar.text().matches("-?[0-9]{1,19}")) {
      try {
        long number = Long.parseLong(scalar.text());
        if (number >= least && number <= most) {
          return Optional.of(number);
        }
      } catch (NumberFormatException e) {
        // Nineteen digits can be too many; reported like any number out of its bounds.
        digits = true;
      }
    }
    value.problem(
        "expected a whole number from "
            + least
            + " to "
            + (most == Long.MAX_VALUE ? "2^63-1" : most)
            + ", not "
            + scalar.shown());
    return Optional.empty();
  }

  /** {@code true} or {@code false}. */
  static Optional<Boolean> truth(Value value) {
    Optional<Scalar> scalar = value.scalar();
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    boolean typed = scalar.get().tag().equals(Tag.BOOL) || scalar.get().variable();
    String text = scalar.get().text();
    if (typed && (text.equals("true") || text.equals("false"))) {
      return Optional.of(text.equals("true"));
    }
    value.problem("expected true or false, not " + scalar.get().shown());
    return Optional.empty();
  }

  /** One of several words. */
  static <E> Optional<E> choice(Value value, Map<String, E> words) {
    Optional<Scalar> scalar = value.scalar();
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    E chosen = scalar.get().isText() ? words.get(scalar.get().text()) : null;
    if (chosen == null) {
      // What is near to a variable's value would tell something of it.
      String hint =
          scalar.get().variable() ? "" : Nearest.hint(scalar.get().text(), words.keySet());
      List<String> known = words.keySet().stream().sorted().toList();
      value.problem(
          "expected one of " + String.join(", ", known) + ", not " + scalar.get().shown() + hint);
    }
    return Optional.ofNullable(chosen);
  }

  /** A length of time; 0 only where it has a meaning. */
  static Optional<Duration> duration(Value value, boolean zeroAllowed) {
    Optional<Scalar> scalar = value.scalar();
    if (scalar.isPresent() && !zeroAllowed && scalar.get().text().matches("0(?:ms|s|m|h|d)?")) {
      value.problem("0 is an error here, not \"for ever\"; expected " + Form.DURATION.expected());
      return Optional.empty();
    }
    return scalar.flatMap(s -> Form.DURATION.read(value)).map(Read::duration);
  }

  private static Duration duration(String text) {
    int unit = 0;
    while (Character.isDigit(text.charAt(unit))) {
      unit++;
    }
    long count = Long.parseLong(text.substring(0, unit));
    return switch (text.substring(unit)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** A day of the calendar. */
  static Optional<LocalDate> date(Value value) {
    Optional<String> text = Form.DATE.read(value);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeException e) {
      value.problem("the calendar has no such day");
      return Optional.empty();
    }
  }

  /** A list whose elements are all different; elements that do not fit are left out. */
  static <T> List<T> distinct(Value value, Function<Value, Optional<T>> reader) {
    List<T> read = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (Value item : value.items()) {
      reader
          .apply(item)
          .ifPresent(
              element -> {
                read.add(element);
                if (!seen.add(element)) {
                  item.problem("this stands in the list a second time");
                }
              });
    }
    return read;
  }

  /** The same, of at least one element. */
  static <T> List<T> distinctSome(Value value, Function<Value, Optional<T>> reader) {
    List<T> read = distinct(value, reader);
    if (read.isEmpty() && value.isEmptyList()) {
      value.problem("the list must not be empty; leave the key out instead");
    }
    return read;
  }
}
