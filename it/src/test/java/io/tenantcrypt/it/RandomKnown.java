package io.tenantcrypt.it;

import java.util.Set;

/** The legal shapes that this version refuses; a refusal of any other is a failure. */
final class RandomKnown {

  /** What {@link RandomContext#known} may be given. */
  static final Set<String> SHAPES = Set.of("row-constructor-assignment", "mixed-row-assignment");

  private RandomKnown() {}
}
