package io.tenantcrypt.it.frameworks.jpa;

/** A plain enum. */
public enum Status {
  OPEN,
  CLOSED
}
