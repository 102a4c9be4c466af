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

  private static final int REAL_DIGITS = 24;

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
    boolean array = tokens.stream().anyMatch(t -> t.is("[") || t.isWord("array"));
    String written = written(tokens);
    String name = ALIASES.getOrDefault(written, written);
    if (name.startsWith("timestamp without") || name.startsWith("time without")) {
      name =
          written.startsWith("timestamp")
              ? "timestamp without time zone"
              : "time without time zone";
    }
    return new SqlType(array ? name + "[]" : name);
  }

  /** The words of a type as they stand there, without length and brackets. */
  static String written(List<Token> tokens) {
    StringBuilder words = new StringBuilder();
    int depth = 0;
    for (Token token : tokens) {
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      } else if (depth == 0 && token.isName() && !token.isWord("array")) {
        words.append(words.isEmpty() ? "" : " ").append(token.value());
      }
    }
    return words.toString();
  }

  /** Whether one word names a type of the server's own. */
  static boolean isBuiltIn(String word) {
    return ALIASES.containsKey(word)
        || FAMILIES.containsKey(word)
        || word.equals("bit")
        || word.equals("varying")
        || word.equals("precision");
  }

  /** Whether these tokens write exactly a column's type in the policy, its length included. */
  static boolean agrees(List<Token> tokens, LogicalType type) {
    String name = of(tokens).name();
    List<Integer> sizes =
        tokens.stream()
            .filter(t -> t.kind() == Token.Kind.NUMBER && t.text().matches("[0-9]{1,9}"))
            .map(t -> Integer.valueOf(t.text()))
            .toList();
    return switch (type.name()) {
      case SMALLINT -> name.equals("smallint");
      case INTEGER -> name.equals("integer");
      case BIGINT -> name.equals("bigint");
      case DECIMAL ->
          name.equals("numeric")
              && !sizes.isEmpty()
              && sizes.get(0) == type.precision()
              && (sizes.size() > 1 ? sizes.get(1) : 0) == type.scale();
      case REAL -> name.equals("real") || isShortFloat(tokens, sizes);
      case DOUBLE -> name.equals("double precision") && !isShortFloat(tokens, sizes);
      case BOOLEAN -> name.equals("boolean");
      case CHAR -> name.equals("character") && sizes.equals(List.of(type.length()));
      case VARCHAR -> name.equals("character varying") && sizes.equals(List.of(type.length()));
      case TEXT -> name.equals("text") || (name.equals("character varying") && sizes.isEmpty());
      case ENUM -> fitsLabels(name, sizes, type);
      case DATE -> name.equals("date");
      case TIME -> name.equals("time without time zone") && micros(sizes);
      case TIMESTAMP -> name.equals("timestamp without time zone") && micros(sizes);
      case TIMESTAMPTZ -> name.equals("timestamp with time zone") && micros(sizes);
      case UUID -> name.equals("uuid");
      case BYTES -> name.equals("bytea");
      case JSON -> name.equals("json") || name.equals("jsonb");
    };
  }

  /** {@code float(n)} of at most so many binary digits is a {@code real}. */
  static boolean isShortFloat(List<Token> tokens, List<Integer> sizes) {
    return written(tokens).equals("float") && !sizes.isEmpty() && sizes.get(0) <= REAL_DIGITS;
  }

  private static boolean fitsLabels(String name, List<Integer> sizes, LogicalType type) {
    int longest =
        type.values().stream().mapToInt(v -> v.codePointCount(0, v.length())).max().orElse(0);
    return name.equals("text")
        || (name.equals("character varying") && (sizes.isEmpty() || sizes.get(0) >= longest));
  }

  private static boolean micros(List<Integer> sizes) {
    return sizes.isEmpty() || sizes.equals(List.of(6));
  }

  /** The family of logical types that this type is of. */
  Optional<LogicalType.Family> family() {
    return Optional.ofNullable(FAMILIES.get(name));
  }
}
