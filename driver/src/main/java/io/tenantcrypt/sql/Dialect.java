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

  /** A name of a table or alias of a statement as text that means exactly it. */
  String quoteAlias(String name, List<Token> tokens) {
    return quote(name);
  }

  /** Whether the server has a function of its own by this name, as far as is known. */
  boolean hasFunction(SessionView view, String name) {
    return view.snapshot().systemFunctions().contains(name);
  }

  /** Functions and relations of the server's own. */
  abstract BuiltIns builtIns();

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
