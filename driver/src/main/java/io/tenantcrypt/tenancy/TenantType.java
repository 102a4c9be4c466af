package io.tenantcrypt.tenancy;

/**
 * The SQL types that a tenancy column may have; each compares ids exactly as {@link TenantId} does.
 */
public enum TenantType {
  /** {@code varchar} or {@code text} under a deterministic collation. */
  TEXT,
  SMALLINT,
  INTEGER,
  BIGINT,
  UUID
}
