package io.tenantcrypt.it.bench;

/** Where statements go. */
public enum Target {
  /** Answers from memory. */
  STUB,
  /** A real server on loopback. */
  POSTGRESQL
}
