package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * H2 in its modes REGULAR and PostgreSQL. Names are in the internal form of {@link
 * Reading.H2#swap}, so that an unquoted one is in lower case whatever the database folds it to.
 */
final class H2Dialect extends Dialect {

  private static final BuiltIns BUILT_INS = new BuiltIns("h2");

  private static final Set<String> SYSTEM_SCHEMAS = Set.of("information_schema");

  /** Operators that the parser reads as H2 does. */
  private static final Set<String> OPERATORS =
      Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "||");

  /** Tables that every schema seems to have. */
  private static final Set<String> EVERYWHERE = Set.of("dual");

  /** What functions on dates take as their unit. */
  private static final Set<String> UNITS =
      Set.of("year", "month", "day", "hour", "minute", "second");

  /** What H2 does not have, or reads in its own way, and would find out too late. */
  private static final Set<String> FOREIGN_WORDS =
      Set.of("returning", "minus", "qualify", "top", "rownum", "_rowid_");

  private static final Set<Form> LACKING =
      Set.of(
          Form.CONFLICT_UPDATE,
          Form.FROM_OF_UPDATE,
          Form.USING_OF_DELETE,
          // Taken for a function, perhaps somebody's.
          Form.LATERAL);

  private static final Set<Form> LACKING_IN_REGULAR =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Form.ROW_ASSIGNMENT)));

  private final Reading.H2 reading;

  H2Dialect(Reading.H2 reading) {
    this.reading = reading;
  }

  @Override
  List<Token> lex(String sql) {
    return H2Lexer.lex(sql, reading);
  }

  @Override
  String quote(String name) {
    return Names.quote(reading.swap(name));
  }

  @Override
  KnownNodes nodes() {
    return KnownNodes.H2;
  }

  @Override
  Set<Form> lacking() {
    return reading.postgresMode() ? LACKING : LACKING_IN_REGULAR;
  }

  @Override
  boolean hasFunction(SessionView view, String name) {
    return BUILT_INS.classified(name)
        && (reading.postgresMode() || !BUILT_INS.listed("postgres", name));
  }

  @Override
  BuiltIns builtIns() {
    return BUILT_INS;
  }

  /** No function is called without parentheses; its name in quotes may be in either case. */
  @Override
  boolean namesDenied(List<Token> tokens, int index) {
    return index + 1 < tokens.size()
        && tokens.get(index + 1).is("(")
        && BUILT_INS.deniedFunction(Lexer.asciiLower(tokens.get(index).value()));
  }

  @Override
  boolean isReadable(RelationName relation) {
    return SYSTEM_SCHEMAS.contains(relation.schema()) && BUILT_INS.readable(relation.name());
  }

  @Override
  Set<String> systemSchemas() {
    return SYSTEM_SCHEMAS;
  }

  @Override
  String valuesColumn(int number) {
    return reading.swap("C" + number); // whatever the database folds names to
  }

  @Override
  String tenantParameter(TenantType type) {
    String name =
        switch (type) {
          case TEXT, EXACT_TEXT -> "varchar(63)";
          case SMALLINT -> "smallint";
          case INTEGER -> "integer";
          case BIGINT, EXACT_BIGINT -> "bigint";
          case UUID -> "uuid";
        };
    return "CAST(? AS " + name + ")";
  }

  @Override
  boolean isKeyword(String word) {
    return UNITS.contains(word);
  }

  @Override
  boolean hasTableFunctions() {
    return false;
  }

  @Override
  void checkReading(List<Token> tokens, SessionView view) {
    if (view.searchPath().stream().anyMatch(SYSTEM_SCHEMAS::contains)) {
      throw Refusal.unsupported(
          "the session's schemas are the server's own too, where names mean other tables; SET SCHEMA"
              + " another and leave it out of SCHEMA_SEARCH_PATH",
          0);
    }
  }

  /** H2 takes a table of the name before the expression; a later one would turn up as well. */
  @Override
  void checkExpressionName(String name, SessionView view, int position) {
    boolean taken =
        EVERYWHERE.contains(name)
            || view.relations().stream().anyMatch(r -> r.name().name().equals(name));
    if (taken) {
      throw Refusal.unsupported(
          "a common table expression with the name of a table, which this server would read instead;"
              + " give it another name",
          position);
    }
  }

  /** H2 takes a table of a schema before a temporary one. */
  @Override
  void checkTemporary(String name, SessionView view, int position) {
    long tables = view.relations().stream().filter(r -> r.name().name().equals(name)).count();
    if (tables > 1) {
      throw Refusal.unsupported(
          "a temporary table with the name of another table, which this server would read instead;"
              + " drop it",
          position);
    }
  }

  @Override
  void checkAnalysed(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean label = ParserWords.isLabel(tokens, i);
      if (token.kind() == Token.Kind.WORD && !label && FOREIGN_WORDS.contains(token.value())) {
        throw Refusal.unsupported(
            token.value().toUpperCase(Locale.ROOT)
                + " beside tenants' tables"
                + (token.isWord("returning") ? "; ask for generated keys" : ""),
            token.position());
      }
      boolean delta =
          i + 2 < tokens.size()
              && (token.isWord("final") || token.isWord("old") || token.isWord("new"))
              && tokens.get(i + 1).isWord("table")
              && tokens.get(i + 2).is("(");
      if (delta) {
        throw Refusal.unsupported(
            "FINAL, OLD or NEW TABLE (…) beside tenants' tables; ask for generated keys",
            token.position());
      }
    }
  }

  @Override
  void checkPath(SessionView view, int position) {
    // Functions are the server's own first; what users make is told by its name.
  }

  @Override
  String operator(Token operator) {
    if (OPERATORS.contains(operator.value())) {
      return operator.value();
    }
    throw Refusal.unsupported(
        "the operator " + operator.value() + " beside tenants' tables", operator.position());
  }

  @Override
  Optional<TenantType> tenantType(String type) {
    return switch (type) {
      case "character varying" -> Optional.of(TenantType.EXACT_TEXT);
      case "smallint" -> Optional.of(TenantType.SMALLINT);
      case "integer" -> Optional.of(TenantType.INTEGER);
      case "bigint" -> Optional.of(TenantType.BIGINT);
      case "uuid" -> Optional.of(TenantType.UUID);
      default -> Optional.empty();
    };
  }

  @Override
  String tenantTypes() {
    return "varchar, smallint, integer, bigint or uuid";
  }

  @Override
  Optional<String> misfit(ColumnPolicy policy, ColumnInfo column) {
    return H2Storage.misfit(policy, column);
  }

  @Override
  String castType(ColumnPolicy.Storage storage) {
    return storage == ColumnPolicy.Storage.BINARY ? "VARBINARY" : "VARCHAR";
  }
}
