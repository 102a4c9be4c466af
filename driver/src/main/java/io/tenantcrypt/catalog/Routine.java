package io.tenantcrypt.catalog;

import java.util.List;

/**
 * A stored procedure or function that is not the server's own.
 *
 * @param name with its schema
 * @param kind what it is
 * @param open whether it takes any number of arguments
 * @param returns the type of a function's value as {@link Parameter#type}; empty where there is
 *     none or it is not known
 * @param parameters in their order, without the columns of a result
 */
public record Routine(
    RelationName name, Kind kind, boolean open, String returns, List<Parameter> parameters) {

  /** What a routine is. */
  public enum Kind {
    PROCEDURE,
    FUNCTION,
    /** An aggregate, a window function, and the like: never called by CALL. */
    OTHER
  }

  /** Which way a parameter's value goes. */
  public enum Mode {
    IN,
    OUT,
    INOUT
  }

  /**
   * A parameter.
   *
   * @param name empty where it has none
   * @param type without length, as {@link ColumnInfo#type}
   * @param length as {@link ColumnInfo#length}
   */
  public record Parameter(String name, Mode mode, String type, long length) {}

  public Routine {
    parameters = List.copyOf(parameters);
  }
}
