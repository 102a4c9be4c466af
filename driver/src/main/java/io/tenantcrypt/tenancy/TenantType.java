package io.tenantcrypt.tenancy;

/**
 * The SQL types that a tenancy column may have; each compares ids exactly as {@link TenantId} does.
 */
public enum TenantType {
  /** {@code varchar} or {@code text} under a deterministic collation. */
  TEXT,
  /**
   * Text of a server that would compare it with a number as two numbers: only text names a tenant.
   */
  EXACT_TEXT,
  SMALLINT,
  INTEGER,
  BIGINT,
  /**
   * {@code bigint} of a server that would compare it with text as two floating-point numbers: text
   * of more digits than those keep names no tenant.
   */
  EXACT_BIGINT,
  UUID
}
