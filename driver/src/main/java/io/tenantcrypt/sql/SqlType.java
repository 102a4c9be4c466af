package io.tenantcrypt.sql;

import io.tenantcrypt.policy.LogicalType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type as a definition writes it.
 *
 * @param name as {@code format_type} gives it: without length, aliases resolved
 */
record SqlType(String name) {

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("varchar", "character varying"),
          Map.entry("char", "character"),
          Map.entry("bpchar", "character"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int2", "smallint"),
          Map.entry("int8", "bigint"),
          Map.entry("serial", "integer"),
          Map.entry("serial4", "integer"),
          Map.entry("bigserial", "bigint"),
          Map.entry("serial8", "bigint"),
          Map.entry("smallserial", "smallint"),
          Map.entry("decimal", "numeric"),
          Map.entry("bool", "boolean"),
          Map.entry("float8", "double precision"),
          Map.entry("float", "double precision"),
          Map.entry("float4", "real"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timetz", "time with time zone"),
          Map.entry("time", "time without time zone"));

  private static final Map<String, LogicalType.Family> FAMILIES =
      Map.ofEntries(
          Map.entry("smallint", LogicalType.Family.INTEGER),
          Map.entry("integer", LogicalType.Family.INTEGER),
          Map.entry("bigint", LogicalType.Family.INTEGER),
          Map.entry("numeric", LogicalType.Family.DECIMAL),
          Map.entry("real", LogicalType.Family.FLOAT),
          Map.entry("double precision", LogicalType.Family.FLOAT),
          Map.entry("boolean", LogicalType.Family.BOOLEAN),
          Map.entry("character varying", LogicalType.Family.TEXT),
          Map.entry("character", LogicalType.Family.TEXT),
          Map.entry("text", LogicalType.Family.TEXT),
          Map.entry("date", LogicalType.Family.DATE),
          Map.entry("time without time zone", LogicalType.Family.TIME),
          Map.entry("timestamp without time zone", LogicalType.Family.TIMESTAMP),
          Map.entry("timestamp with time zone", LogicalType.Family.INSTANT),
          Map.entry("uuid", LogicalType.Family.UUID),
          Map.entry("bytea", LogicalType.Family.BYTES),
          Map.entry("json", LogicalType.Family.JSON),
          Map.entry("jsonb", LogicalType.Family.JSON));

  /** The type that these tokens write; lengths are left out, array brackets stay. */
  static SqlType of(List<Token> tokens) {
    StringBuilder words = new StringBuilder();
    boolean array = false;
    int depth = 0;
    for (Token token : tokens) {
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      } else if (token.is("[") || token.isWord("array")) {
        array = true;
      } else if (depth == 0 && token.isName()) {
        words.append(words.isEmpty() ? "" : " ").append(token.value());
      }
    }
    String written = words.toString();
    String name = ALIASES.getOrDefault(written, written);
    if (name.startsWith("timestamp without") || name.startsWith("time without")) {
      name =
          written.startsWith("timestamp")
              ? "timestamp without time zone"
              : "time without time zone";
    }
    return new SqlType(array ? name + "[]" : name);
  }

  /** The family of logical types that this type is of. */
  Optional<LogicalType.Family> family() {
    return Optional.ofNullable(FAMILIES.get(name));
  }
}
