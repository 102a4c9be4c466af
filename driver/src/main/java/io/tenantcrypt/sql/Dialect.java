package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between the database products. Beyond the lexer all of them look alike: names are in
 * their internal form, in which an unquoted name is in lower case, and the parser gets a text in
 * one notation. Immutable.
 */
abstract class Dialect {

  /** The dialect in which a server reads text. */
  static Dialect of(Reading reading) {
    if (reading instanceof Reading.Postgres postgres) {
      return new PostgresDialect(postgres);
    }
    if (reading instanceof Reading.Mysql mysql) {
      return new MysqlDialect(mysql);
    }
    if (reading instanceof Reading.H2 h2) {
      return new H2Dialect(h2);
    }
    throw new IllegalStateException("no dialect for " + reading.getClass().getSimpleName());
  }

  /** The dialect of a session. */
  static Dialect of(SessionView view) {
    return of(view.reading());
  }

  /**
   * The tokens of a text, comments and white space left out.
   *
   * @throws Refusal TC003 for what the server would not read, or not surely read alike
   */
  abstract List<Token> lex(String sql);

  /** A name in its internal form as SQL text that means exactly it. */
  abstract String quote(String name);

  /** What an analysed tree may hold. */
  KnownNodes nodes() {
    return KnownNodes.COMMON;
  }

  /**
   * Whether a text may stand for an alias. Elsewhere a name before a text is its type: {@code
   * SELECT x 'a'} is a constant on PostgreSQL.
   */
  boolean takesTextsForNames() {
    return false;
  }

  /** A name of a table or alias of a statement as text that means exactly it. */
  String quoteAlias(String name, List<Token> tokens) {
    return quote(name);
  }

  /** What the parser takes that this server does not have or reads otherwise. */
  Set<Form> lacking() {
    return Set.of();
  }

  /** Refuses a form that this server does not have or reads otherwise. */
  final void require(Form form, int position) {
    if (lacking().contains(form)) {
      throw Refusal.unsupported(
          form.text() + ", which this server does not have or reads otherwise", position);
    }
  }

  /** Refuses a name of a common table expression that may mean a table. */
  void checkExpressionName(String name, SessionView view, int position) {}

  /** Refuses the name of a temporary table that may mean another one. */
  void checkTemporary(String name, SessionView view, int position) {}

  /** The name of a column of VALUES that has none of its own, counted from 1. */
  String valuesColumn(int number) {
    return "column" + number;
  }

  /** The session's tenant as a value of a query, where nothing else tells its type. */
  String tenantParameter(TenantType type) {
    return "?";
  }

  /** Whether an unquoted word is a keyword, which means no column. */
  boolean isKeyword(String word) {
    return false;
  }

  /** Whether functions in FROM are the server's own as PostgreSQL has them. */
  boolean hasTableFunctions() {
    return true;
  }

  /**
   * Whether columns that both sides of RIGHT JOIN have are one as the standard says, and {@code *}
   * gives each column of a table.
   */
  boolean isStandard() {
    return false;
  }

  /** Whether the server has a function of its own by this name, as far as is known. */
  boolean hasFunction(SessionView view, String name) {
    return view.snapshot().systemFunctions().contains(name);
  }

  /** Functions and relations of the server's own. */
  abstract BuiltIns builtIns();

  /**
   * Whether a name among tokens may call what takes SQL, reads files, or shows others' values.
   *
   * @param index of the name
   */
  boolean namesDenied(List<Token> tokens, int index) {
    return builtIns().deniedFunction(tokens.get(index).value());
  }

  /**
   * Whether somebody has looked at a relation of the server's own, and found no tenant's values.
   */
  abstract boolean isReadable(RelationName relation);

  /** The schemas that are the server's own. */
  abstract Set<String> systemSchemas();

  /** Refuses a text that this very server reads otherwise than the lexer. */
  abstract void checkReading(List<Token> tokens, SessionView view);

  /** Refuses what the analysis would read otherwise in a statement on tenants' tables. */
  void checkAnalysed(List<Token> tokens) {}

  /** Refuses a session in which functions and operators may be others than the server's own. */
  abstract void checkPath(SessionView view, int position);

  /** The operator in the form in which the parser reads it as the server does. */
  abstract String operator(Token operator);

  /** The type of a tenancy column of a type of the catalog; empty if none may have it. */
  abstract Optional<TenantType> tenantType(String type);

  /** The types that a tenancy column may have, for messages. */
  abstract String tenantTypes();

  /** What is wrong with a column of the database as the place of cells; empty if it fits. */
  abstract Optional<String> misfit(ColumnPolicy policy, ColumnInfo column);

  /** The type to which a sealed parameter is cast where nothing else tells its type. */
  abstract String castType(ColumnPolicy.Storage storage);
}
