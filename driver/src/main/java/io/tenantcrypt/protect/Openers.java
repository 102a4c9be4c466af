package io.tenantcrypt.protect;

import io.tenantcrypt.plan.ProtectedColumn;

/**
 * The openers of one result set, which share the key that opened last: most cells of a row name the
 * same version. For one thread at a time.
 */
@FunctionalInterface
public interface Openers {

  /** A new opener for one column; it holds no lease between calls. */
  Opener of(ProtectedColumn column);

  /** The result set moves to another row: the next cell looks at the clock again. */
  default void moved() {}
}
