package io.tenantcrypt.policy;

import java.util.List;

/**
 * A blind index.
 *
 * @param column the physical column that holds it
 * @param normalize what is done to a text before it is indexed, in order
 */
public record IndexPolicy(String column, List<Normalization> normalize) {

  /** Steps before indexing. */
  public enum Normalization {
    TRIM,
    LOWERCASE
  }

  public IndexPolicy {
    normalize = List.copyOf(normalize);
  }
}
