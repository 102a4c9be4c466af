package io.tenantcrypt.it.frameworks.jpa;

/** A protected enum. */
public enum Blood {
  A,
  B,
  AB,
  ZERO
}
