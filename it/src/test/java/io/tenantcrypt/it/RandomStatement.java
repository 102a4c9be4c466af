package io.tenantcrypt.it;

import java.util.List;
import java.util.Set;

/**
 * A random statement and what the rules say of it.
 *
 * @param expected what the driver must do
 * @param writes the tables that it may change
 */
record RandomStatement(
    String sql,
    List<CorpusEntry.Parameter> parameters,
    boolean ordered,
    Expected expected,
    Set<String> writes,
    String shape) {

  /** What must become of a statement. A difference from the twin is a failure in any case. */
  enum Expected {
    /** It is legal, pinned or to be scoped, and uses protected columns in allowed ways only. */
    ACCEPTED,
    /** It is not pinned, or names another tenant. */
    REFUSED,
    /** It uses a protected column as the database cannot, or is on the list of known refusals. */
    EITHER
  }
}
