package io.tenantcrypt.plan;

/** What one column of a result holds. */
public sealed interface OutputColumn {

  /** Passed as it is. */
  record Plain() implements OutputColumn {}

  /** A cell, to be opened. */
  record Cell(ProtectedColumn column) implements OutputColumn {}

  /** Said by the policy to hold no cell, and not proved: each value is looked at. */
  record Promised() implements OutputColumn {}

  /** The one instance needed. */
  OutputColumn PLAIN = new Plain();

  /** The one instance needed. */
  OutputColumn PROMISED = new Promised();
}
