package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written forms of logical types other than enumerations. */
final class TypeGrammar {

  private static final Map<String, Name> PLAIN = new LinkedHashMap<>();
  private static final Map<String, Name> SIZED = new LinkedHashMap<>();

  static {
    PLAIN.put("smallint", Name.SMALLINT);
    PLAIN.put("integer", Name.INTEGER);
    PLAIN.put("int", Name.INTEGER);
    PLAIN.put("bigint", Name.BIGINT);
    PLAIN.put("real", Name.REAL);
    PLAIN.put("double precision", Name.DOUBLE);
    PLAIN.put("double", Name.DOUBLE);
    PLAIN.put("float", Name.DOUBLE);
    PLAIN.put("boolean", Name.BOOLEAN);
    PLAIN.put("text", Name.TEXT);
    PLAIN.put("date", Name.DATE);
    PLAIN.put("time", Name.TIME);
    PLAIN.put("time(6)", Name.TIME);
    PLAIN.put("time without time zone", Name.TIME);
    PLAIN.put("timestamp", Name.TIMESTAMP);
    PLAIN.put("timestamp(6)", Name.TIMESTAMP);
    PLAIN.put("timestamp without time zone", Name.TIMESTAMP);
    PLAIN.put("timestamptz", Name.TIMESTAMPTZ);
    PLAIN.put("timestamptz(6)", Name.TIMESTAMPTZ);
    PLAIN.put("timestamp with time zone", Name.TIMESTAMPTZ);
    PLAIN.put("timestamp(6) with time zone", Name.TIMESTAMPTZ);
    PLAIN.put("uuid", Name.UUID);
    PLAIN.put("bytes", Name.BYTES);
    PLAIN.put("bytea", Name.BYTES);
    PLAIN.put("json", Name.JSON);
    SIZED.put("char", Name.CHAR);
    SIZED.put("character", Name.CHAR);
    SIZED.put("varchar", Name.VARCHAR);
    SIZED.put("character varying", Name.VARCHAR);
    SIZED.put("bytes", Name.BYTES);
    SIZED.put("varbinary", Name.BYTES);
    SIZED.put("decimal", Name.DECIMAL);
    SIZED.put("numeric", Name.DECIMAL);
  }

  private static final String PRECISION = "(?:1000|[1-9][0-9]{0,2})";

  /** All written forms. That a scale is at most the precision is beyond it. */
  static final String PATTERN =
      "(?:"
          + String.join("|", PLAIN.keySet()).replace("(", "\\(").replace(")", "\\)")
          + "|(?:char|character|varchar|character varying|bytes|varbinary)\\([1-9][0-9]{0,6}\\)"
          + "|(?:decimal|numeric)\\("
          + PRECISION
          + "(?:, ?(?:0|"
          + PRECISION
          + "))?\\))";

  private static final Pattern WITH_SIZE =
      Pattern.compile("([a-z ]+)\\(([0-9]+)(?:, ?([0-9]+))?\\)");

  private TypeGrammar() {}

  /** The type that stands at the value; what does not fit is reported. */
  static Optional<LogicalType> read(Value value) {
    return value.scalar().flatMap(scalar -> read(value, scalar));
  }

  private static Optional<LogicalType> read(Value value, Scalar scalar) {
    String text = scalar.text();
    if (!Form.TYPE.matches(text)) {
      value.problem("unknown type " + scalar.shown() + hint(scalar));
      return Optional.empty();
    }
    if (PLAIN.containsKey(text)) {
      return Optional.ofNullable(PLAIN.get(text)).map(LogicalType::of);
    }
    Matcher sized = WITH_SIZE.matcher(text);
    Name name = sized.matches() ? SIZED.get(sized.group(1)) : null;
    if (name == null) {
      value.problem("unknown type " + scalar.shown());
      return Optional.empty();
    }
    int size = Integer.parseInt(sized.group(2));
    if (name != Name.DECIMAL) {
      return Optional.of(LogicalType.of(name, size));
    }
    int scale = sized.group(3) == null ? 0 : Integer.parseInt(sized.group(3));
    if (scale > size) {
      value.problem("the scale of a decimal is at most its precision");
      return Optional.empty();
    }
    return Optional.of(LogicalType.decimal(size, scale));
  }

  private static String hint(Scalar scalar) {
    if (scalar.variable()) {
      return "; expected " + Form.TYPE.expected();
    }
    String lower = scalar.text().toLowerCase(Locale.ROOT);
    if (Form.TYPE.matches(lower)) {
      return "; did you mean \"" + lower + "\"?";
    }
    String word = scalar.text().replaceFirst("\\(.*", "").strip();
    if (SIZED.containsKey(word)) {
      return switch (word) {
        case "decimal", "numeric" ->
            "; write " + word + "(precision,scale), at most 1000 digits, in quotes";
        case "bytes", "varbinary" -> "; write " + word + "(n), n from 1 to 9999999 bytes";
        default ->
            "; write " + word + "(n), n from 1 to 9999999 characters; without a limit it is text";
      };
    }
    if (Set.of("time", "timestamp", "timestamptz").contains(word)) {
      return "; times are kept to the microsecond: leave the precision out";
    }
    if (word.equals("enum")) {
      return "; write { enum: [A, B] }";
    }
    Set<String> names = new TreeSet<>(PLAIN.keySet());
    names.addAll(SIZED.keySet());
    String near = Nearest.hint(word, names);
    return near.isEmpty() ? "; expected " + Form.TYPE.expected() : near;
  }
}
