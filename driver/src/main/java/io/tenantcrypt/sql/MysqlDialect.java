package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MariaDB and MySQL. Names of columns are the same there whatever their letters' case; names of
 * tables and aliases may differ by it, which is then refused rather than followed.
 */
final class MysqlDialect extends Dialect {

  private static final BuiltIns BUILT_INS = new BuiltIns("mysql");

  private static final Set<String> SYSTEM_SCHEMAS =
      Set.of("information_schema", "performance_schema", "mysql", "sys");

  /** Operators that the parser reads as these servers do. */
  private static final Set<String> OPERATORS =
      Set.of(
          "=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "^", "|", "&", "<<", ">>",
          "->", "->>");

  /** The parser knows it with the precedence of any other operator; a cell beside it is refused. */
  private static final String NULL_SAFE_EQUAL = "<=>";

  private static final String OTHER_OPERATOR = "@>";

  private static final Set<Form> LACKING =
      Set.of(
          Form.ROW_ASSIGNMENT,
          Form.CONFLICT,
          Form.CONFLICT_UPDATE,
          Form.FROM_OF_UPDATE,
          Form.USING_OF_DELETE);

  /** The tokens of {@code SET SESSION sql_mode = '…'}. */
  private static final int SETTING = 5;

  private final Reading.Mysql reading;

  MysqlDialect(Reading.Mysql reading) {
    this.reading = reading;
  }

  @Override
  List<Token> lex(String sql) {
    return MysqlLexer.lex(sql, reading);
  }

  @Override
  String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  String quoteAlias(String name, List<Token> tokens) {
    for (Token token : tokens) {
      if (reading.namesByCase() && token.isName() && token.value().equals(name)) {
        return quote(spelling(token));
      }
    }
    return quote(name);
  }

  @Override
  KnownNodes nodes() {
    return KnownNodes.MYSQL;
  }

  @Override
  boolean takesTextsForNames() {
    return true;
  }

  @Override
  Set<Form> lacking() {
    return LACKING;
  }

  @Override
  boolean hasFunction(SessionView view, String name) {
    return BUILT_INS.classified(name) || super.hasFunction(view, name);
  }

  /** Whether a value that does not fit its column fails. */
  boolean strict() {
    return reading.strict();
  }

  /** Whether it is MariaDB, which has sequences. */
  boolean isMariaDb() {
    return reading.mariaDb();
  }

  @Override
  BuiltIns builtIns() {
    return BUILT_INS;
  }

  @Override
  boolean isReadable(RelationName relation) {
    return BUILT_INS.readable(relation.name()) || relation.name().equals("dual");
  }

  @Override
  Set<String> systemSchemas() {
    return SYSTEM_SCHEMAS;
  }

  @Override
  void checkReading(List<Token> tokens, SessionView view) {
    if (!view.snapshot().server().utf8()) {
      throw Refusal.unsupported(
          "the server reads this session's text in a character set that is not UTF-8; connect with"
              + " utf8mb4",
          0);
    }
    if (!reading.knownModes() && !isPlainSetting(tokens)) {
      throw Refusal.unsupported(
          "a mode in sql_mode under which the server reads SQL otherwise, such as ORACLE, MSSQL or"
              + " EMPTY_STRING_IS_NULL; take it out",
          0);
    }
    if (view.searchPath().stream().anyMatch(SYSTEM_SCHEMAS::contains)) {
      throw Refusal.unsupported(
          "the session's database is one of the server's own, where names mean other tables; USE"
              + " another",
          0);
    }
  }

  // SET sql_mode = '…', by which the session comes back; too short to hold a query.
  private static boolean isPlainSetting(List<Token> tokens) {
    return !tokens.isEmpty()
        && tokens.size() <= SETTING
        && tokens.get(0).isWord("set")
        && tokens.stream().noneMatch(t -> t.is("(") || t.is(";"));
  }

  /**
   * Refuses two spellings of a name that this server would tell apart, where one of them qualifies
   * a column or may be a common table expression's: they are one name here.
   */
  @Override
  void checkAnalysed(List<Token> tokens) {
    Map<String, String> qualifiers = new HashMap<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      boolean qualifies = tokens.get(i + 1).is(".");
      if (tokens.get(i).isName() && (qualifies || isExpression(tokens, i))) {
        qualifiers.putIfAbsent(tokens.get(i).value(), spelling(tokens.get(i)));
      }
    }
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isWord("xor") && !isLabel(tokens, i)) {
        throw Refusal.unsupported("XOR, which the parser reads otherwise", token.position());
      }
      boolean joins = tokens.get(Math.min(i + 1, tokens.size() - 1)).isWord("join");
      if (token.isWord("full") && joins && !isLabel(tokens, i)) {
        throw Refusal.unsupported(
            "FULL JOIN, in which this server takes FULL for an alias", token.position());
      }
      boolean column = i > 0 && tokens.get(i - 1).is(".");
      if (token.isName() && !column && reading.namesByCase()) {
        String known = qualifiers.get(token.value());
        if (known != null && !known.equals(spelling(token))) {
          throw Refusal.unsupported(
              "the name "
                  + token.value()
                  + " in two spellings, which this server tells apart where they name tables; write"
                  + " it in one",
              token.position());
        }
      }
    }
  }

  // A common table expression, x AS (…) or x (a, b) AS (…), hides a table of its name, by the very
  // same letters only.
  private static boolean isExpression(List<Token> tokens, int index) {
    Token before = tokens.get(Math.max(0, index - 1));
    if (!before.isWord("with") && !before.isWord("recursive") && !before.is(",")) {
      return false;
    }
    int at = index + 1;
    if (tokens.get(at).is("(")) {
      while (at < tokens.size() && !tokens.get(at).is(")")) {
        at++;
      }
      at++;
    }
    return at + 1 < tokens.size() && tokens.get(at).isWord("as") && tokens.get(at + 1).is("(");
  }

  private static boolean isLabel(List<Token> tokens, int index) {
    return index > 0 && (tokens.get(index - 1).is(".") || tokens.get(index - 1).isWord("as"));
  }

  /** The name as it stands there, without quotes. */
  private static String spelling(Token name) {
    return MysqlLexer.spelling(name);
  }

  @Override
  void checkPath(SessionView view, int position) {
    // Unqualified functions are the server's own first; what users make is told by its name.
  }

  @Override
  String operator(Token operator) {
    String value = operator.value();
    if (OPERATORS.contains(value) || (value.equals("||") && reading.pipesConcatenate())) {
      return value;
    }
    if (value.equals(NULL_SAFE_EQUAL)) {
      return OTHER_OPERATOR;
    }
    String advice =
        switch (value) {
          case "||" -> "; write OR, or concat(…)";
          case "&&" -> "; write AND";
          case "!" -> "; write NOT";
          default -> "";
        };
    throw Refusal.unsupported(
        "the operator " + value + " beside tenants' tables" + advice, operator.position());
  }

  @Override
  Optional<TenantType> tenantType(String type) {
    return switch (type) {
      case "varchar", "char", "tinytext", "text" -> Optional.of(TenantType.EXACT_TEXT);
      case "smallint" -> Optional.of(TenantType.SMALLINT);
      case "int", "mediumint" -> Optional.of(TenantType.INTEGER);
      case "bigint" -> Optional.of(TenantType.EXACT_BIGINT);
      case "uuid" -> Optional.of(TenantType.UUID);
      default -> Optional.empty();
    };
  }

  @Override
  String tenantTypes() {
    return "varchar or char with a collation such as ascii_bin or utf8mb4_bin, smallint, int, bigint"
        + " or uuid";
  }

  @Override
  Optional<String> misfit(ColumnPolicy policy, ColumnInfo column) {
    return MysqlStorage.misfit(policy, column);
  }

  @Override
  String castType(ColumnPolicy.Storage storage) {
    return storage == ColumnPolicy.Storage.BINARY ? "BINARY" : "CHAR";
  }
}
