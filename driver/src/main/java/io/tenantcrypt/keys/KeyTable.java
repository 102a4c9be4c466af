package io.tenantcrypt.keys;

import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * The sealed key tables. Each call is one short transaction of its own and verifies the seals of
 * what it reads. Safe for several threads.
 *
 * <p>Every method throws {@link io.tenantcrypt.error.TenantCryptException}: TC030 if the database
 * does not answer, TC036 naming table and tenant if a seal is broken, TC041 if the tables are
 * missing, newer than this driver, or not granted; the KMS's codes if the registry key cannot be
 * unwrapped.
 */
public interface KeyTable {

  /** The tenant's ring, read now. */
  Optional<TenantRing> read(TenantId tenant);

  /**
   * Adds a tenant with its keys, in one transaction.
   *
   * @return false if there is one of this id already; nothing is changed then
   */
  boolean insert(TenantRing ring);

  /**
   * Puts {@code next} in place of {@code expected}: versions are never removed, states only move
   * forward.
   *
   * @return false if the tenant was changed meanwhile; nothing is changed then
   * @throws IllegalArgumentException if {@code next} may not follow {@code expected}
   * @throws io.tenantcrypt.error.TenantCryptException besides those of all methods TC034 if the
   *     tenant is shredded, which nothing follows
   */
  boolean replace(TenantRing expected, TenantRing next);

  /**
   * Tenants in the order of their ids, the platform's own left out.
   *
   * @param after begins behind this id; empty begins with the first
   * @param limit at most so many
   */
  List<TenantRing> list(Optional<TenantId> after, int limit);

  /** Makes the tables, the registry key and the platform tenant, as far as they are missing. */
  void create();

  /** Whether the table holds a key under a KEK of another scheme than this. */
  boolean holdsOtherThan(String scheme);
}
