package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.StatementPlan;

/** Judges one statement. Safe for several threads; without state and without I/O. */
@FunctionalInterface
public interface Planner {

  /**
   * The plan for a text, as this session's server would read it.
   *
   * @param sql the application's text, unchanged
   * @param view the catalog as the session sees it
   */
  StatementPlan plan(String sql, SessionView view);
}
