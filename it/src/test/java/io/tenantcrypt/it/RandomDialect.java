package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Flaw;
import io.tenantcrypt.it.RandomSchema.Kind;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.List;

/** What random statements say otherwise from one product to the other. */
interface RandomDialect {

  /** What not every product has. */
  enum Feature {
    LATERAL,
    /** A subquery in a select list is named by its column, not by its text. */
    SUBQUERY_NAMES,
    /** A column that is computed with a parameter is not named by that one's number. */
    PARAMETER_NAMES,
    /** INTERSECT ALL and EXCEPT ALL. */
    MULTISETS,
    FULL_JOIN,
    /** Names of columns behind the alias of a derived table. */
    DERIVED_COLUMNS,
    /** {@code (a, b) = (1, 2)} in UPDATE. */
    ROW_ASSIGNMENT,
    /** WITH before UPDATE and DELETE, and these within WITH. */
    WITH_CHANGES,
    MERGE,
    /** Other tables in UPDATE and DELETE. */
    JOINED_CHANGES,
    /** REPLACE, INSERT … SET, INSERT IGNORE. */
    MYSQL_CHANGES
  }

  boolean has(Feature feature);

  /** A statement with what this product spells otherwise wherever it stands. */
  default String spelled(String sql) {
    return sql;
  }

  /** The type of the tenancy column. */
  String tenantType();

  /** The flaws that a pin may have. */
  List<Flaw> flaws();

  /** Ways to write a constant tenant, of which the first is the constant itself. */
  String tenant(String constant, int form);

  /** Conditions that pin nothing, or not to this analysis. */
  List<String> peculiar(String column, String tenant);

  /** A comparison with the one element of a collection. */
  String any(String column, String tenant);

  /** Two texts that give the tenant together. */
  String concatenated(String first, String second);

  /** A constant of text that has its type wherever it stands. */
  String typed(String constant);

  /** Values of a kind, not {@link Kind#FLAG}, computed from a column. */
  List<String> computed(Kind kind, String column);

  String distinct(String left, String right);

  /** Values that need the plaintext of a cell. */
  List<String> misuses(String cell);

  /** Conditions that need the plaintext of a cell. */
  List<String> misusedConditions(String cell);

  /** A sum of those values of a column that are above one. */
  String sumAboveOne(String column);

  /** An aggregate of flags. */
  String flags(boolean all, String column);

  List<String> directions();

  /** A limit of sorted rows. */
  String limit(RandomContext context);

  /** What may stand before the query of a common table expression. */
  List<String> materialized();

  List<String> locks();

  /** The whole of an INSERT whose row is all defaults. */
  String defaults(String table);

  /** What INSERT does where a row is there already; its choice is the caller's. */
  String conflict(RandomContext context, Table table, RandomWrites writes);

  /** A column in SET. */
  String assigned(String alias, String column);

  /**
   * How many rows UPDATE or DELETE changes, by choice.
   *
   * @param key of the table, qualified
   * @param joined whether there are other tables, or the table has an alias in DELETE
   */
  String limited(RandomContext context, String key, boolean joined);

  /** UPDATE of {@code table} under an alias; {@code from} is empty or another item. */
  String update(String table, String alias, List<String> sets, String from, String where);

  String delete(String table, String alias, String from, String where);

  /** RETURNING of a change, by choice. */
  String returning(RandomContext context, Table table, String alias, String change);

  /** A digest of all rows of other tenants. */
  String alien(Table table);

  /** Whether an SQLState of the twin says that a statement is none of its SQL. */
  boolean isInvalid(String state);
}
