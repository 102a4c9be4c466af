package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether what a passing text does to its session can be followed. A plan tells the effects of a
 * text, not their order; where the order decides which tables there are afterwards, a name believed
 * in wrongly would carry plaintext into the table that it hides.
 */
final class Followable {

  private static final Pattern SEVERAL = Pattern.compile(";\\s*\\S");

  // Whole words: ALTER TABLE flyway_schema_history moves nothing.
  private static final Pattern CHANGES = Pattern.compile("(?i)\\b(drop|alter)\\b");
  private static final Pattern UNNAMED = Pattern.compile("(?i)\\b(schema|owned|extension)\\b");

  private Followable() {}

  /**
   * The plan as it may be used.
   *
   * @param ownCatalog whether the session has tables of its own, or changes not committed yet
   */
  static StatementPlan judge(String sql, StatementPlan plan, boolean ownCatalog) {
    if (!(plan instanceof StatementPlan.PassThrough pass)) {
      return plan;
    }
    Effects effects = pass.effects();
    Effects.Transaction control = effects.transaction();
    if (ends(control) && names(sql, "chain")) {
      return refused("AND CHAIN begins a transaction in silence; send COMMIT and then BEGIN");
    }
    boolean knowsTables = ownCatalog || !effects.catalog().isEmpty();
    if (control != Effects.Transaction.NONE
        && SEVERAL.matcher(sql).find()
        && (knowsTables || control == Effects.Transaction.ROLLBACK_TO)) {
      return refused(
          "transaction control among several statements where tables are made, changed or"
              + " temporary; send each statement alone");
    }
    // PostgreSQL makes SET of an UPDATE of this view.
    return effects.readingState() || !names(sql, "pg_settings")
        ? plan
        : new StatementPlan.PassThrough(
            new Effects(control, true, effects.catalog(), effects.savepoint()), pass.cacheable());
  }

  /** Whether a failed execution of this leaves no transaction either. */
  static boolean ends(Effects.Transaction control) {
    return control == Effects.Transaction.COMMIT || control == Effects.Transaction.ROLLBACK;
  }

  /** Whether a change of the catalog takes or moves tables that its text does not name. */
  static boolean movesUnnamed(String sql) {
    return CHANGES.matcher(sql).find() && UNNAMED.matcher(sql).find();
  }

  /** Whether a text may change rows; true for some that do not. */
  static boolean changesRows(String sql) {
    return names(sql, "insert")
        || names(sql, "update")
        || names(sql, "merge")
        || names(sql, "copy");
  }

  /** Whether a text with DISCARD drops the session's temporary tables. */
  static boolean dropsTemporary(String sql) {
    return names(sql, "all") || names(sql, "temp");
  }

  /** Whether a word stands anywhere in a text, in a comment too. */
  static boolean names(String sql, String word) {
    return sql.toLowerCase(Locale.ROOT).contains(word);
  }

  private static StatementPlan refused(String reason) {
    return new StatementPlan.Refused(ErrorCode.TC003, reason, 0, false);
  }
}
