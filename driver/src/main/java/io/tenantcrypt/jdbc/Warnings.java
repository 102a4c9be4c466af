package io.tenantcrypt.jdbc;

import io.tenantcrypt.plan.StatementPlan;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the last execution of a statement tells besides its result, before the server's own. */
final class Warnings {

  /** The standard's class of warnings. */
  private static final String STATE = "01000";

  private List<String> own = List.of();

  /** Takes those of a plan that is executed now; the ones before are gone. */
  void begin(StatementPlan plan) {
    own =
        plan instanceof StatementPlan.Protected guarded ? guarded.effects().warnings() : List.of();
  }

  /** Adds one to those of the plan. */
  void add(String warning) {
    List<String> more = new ArrayList<>(own);
    more.add(warning);
    own = more;
  }

  void clear() {
    own = List.of();
  }

  /** Ours, and then the real statement's. */
  @Nullable SQLWarning before(@Nullable SQLWarning theirs) {
    SQLWarning chain = theirs;
    for (int i = own.size() - 1; i >= 0; i--) {
      SQLWarning warning = new SQLWarning(own.get(i), STATE);
      if (chain != null) {
        warning.setNextWarning(chain);
      }
      chain = warning;
    }
    return chain;
  }
}
