package io.tenantcrypt.sql;

import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.delete.ParenthesedDelete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.ParenthesedInsert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.update.ParenthesedUpdate;
import net.sf.jsqlparser.statement.update.Update;

/**
 * Analyses what changes rows, as a statement or as a common table expression: each is proved on its
 * own, whether its rows are read or not, since the server runs it in any case.
 */
final class Writes {

  private final Draft draft;
  private final Selects selects;
  private final Unscoped unscoped;

  Writes(Draft draft, Selects selects, Unscoped unscoped) {
    this.draft = draft;
    this.selects = selects;
    this.unscoped = unscoped;
  }

  /**
   * Judges a statement.
   *
   * @param around the common table expressions that it sees besides its own
   */
  Changes.Result of(Object statement, Ctes around) {
    if (statement instanceof ParenthesedInsert held) {
      return of(held.getInsert(), selects.with(held.getWithItemsList(), null, around));
    }
    if (statement instanceof ParenthesedUpdate held) {
      return of(held.getUpdate(), selects.with(held.getWithItemsList(), null, around));
    }
    if (statement instanceof ParenthesedDelete held) {
      return of(held.getDelete(), selects.with(held.getWithItemsList(), null, around));
    }
    if (statement instanceof Insert insert) {
      return new Inserts(draft, selects, unscoped).analyse(insert, around);
    }
    if (statement instanceof Update update) {
      return new Changes(draft, selects, unscoped).update(update, around);
    }
    if (statement instanceof Delete delete) {
      return new Changes(draft, selects, unscoped).delete(delete, around);
    }
    if (statement instanceof Merge merge) {
      return new Merges(draft, selects, unscoped).analyse(merge, around);
    }
    throw Refusal.unsupported(
        statement.getClass().getSimpleName() + " on tenants' tables",
        draft.parsed().tokens().get(0).position());
  }
}
