package io.tenantcrypt.policy;

import java.util.List;

/**
 * What the application believes a protected column to be, whatever its storage.
 *
 * @param name the type's kind
 * @param length maximal length in characters ({@code char}, {@code varchar}) or bytes ({@code
 *     bytes}); 0 where the type has none
 * @param precision decimal digits in all ({@code decimal}), else 0
 * @param scale decimal digits after the point ({@code decimal}), else 0
 * @param values the labels of an enum kept as text, in order; else empty
 */
public record LogicalType(Name name, int length, int precision, int scale, List<String> values) {

  /** The kinds of values that a protected column can hold. */
  public enum Name {
    SMALLINT(Family.INTEGER),
    INTEGER(Family.INTEGER),
    BIGINT(Family.INTEGER),
    DECIMAL(Family.DECIMAL),
    REAL(Family.FLOAT),
    DOUBLE(Family.FLOAT),
    BOOLEAN(Family.BOOLEAN),
    CHAR(Family.TEXT),
    VARCHAR(Family.TEXT),
    TEXT(Family.TEXT),
    ENUM(Family.TEXT),
    DATE(Family.DATE),
    TIME(Family.TIME),
    TIMESTAMP(Family.TIMESTAMP),
    TIMESTAMPTZ(Family.INSTANT),
    UUID(Family.UUID),
    BYTES(Family.BYTES),
    JSON(Family.JSON);

    private final Family family;

    Name(Family family) {
      this.family = family;
    }

    /** The family, which is part of each cell's additional authenticated data. */
    public Family family() {
      return family;
    }
  }

  /**
   * Types whose canonical bytes are alike, so that a column may be widened within its family
   * without touching a cell. {@link #label} is authenticated with each cell and never changes.
   */
  public enum Family {
    INTEGER("integer"),
    DECIMAL("decimal"),
    FLOAT("float"),
    BOOLEAN("boolean"),
    TEXT("text"),
    DATE("date"),
    TIME("time"),
    TIMESTAMP("timestamp"),
    INSTANT("timestamptz"),
    UUID("uuid"),
    BYTES("bytes"),
    JSON("json");

    private final String label;

    Family(String label) {
      this.label = label;
    }

    /** The name that stands in the additional authenticated data. */
    public String label() {
      return label;
    }
  }

  public LogicalType {
    values = List.copyOf(values);
  }

  /** A type that needs neither length, precision nor values. */
  public static LogicalType of(Name name) {
    return new LogicalType(name, 0, 0, 0, List.of());
  }

  /** {@code char(n)}, {@code varchar(n)} or {@code bytes(n)}. */
  public static LogicalType of(Name name, int length) {
    return new LogicalType(name, length, 0, 0, List.of());
  }

  /** {@code decimal(precision, scale)}. */
  public static LogicalType decimal(int precision, int scale) {
    return new LogicalType(Name.DECIMAL, 0, precision, scale, List.of());
  }

  /** {@code enum(…)}, kept as text. */
  public static LogicalType enumeration(List<String> values) {
    return new LogicalType(Name.ENUM, 0, 0, 0, values);
  }

  /** Shorthand for the family of {@link #name}. */
  public Family family() {
    return name.family();
  }
}
