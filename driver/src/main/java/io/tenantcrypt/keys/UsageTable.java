package io.tenantcrypt.keys;

import io.tenantcrypt.tenancy.TenantId;
import java.util.List;

/**
 * How many messages were reserved for sealing under each column key, over all instances. Safe for
 * several threads.
 */
public interface UsageTable {

  /**
   * A data key's column key and what was reserved for it.
   *
   * @param tenant whose
   * @param version of the tenant's data key
   * @param column the domain that the column key is derived for
   * @param reserved messages, at least as many as were sealed
   */
  record Usage(TenantId tenant, int version, String column, long reserved) {}

  /**
   * Reserves messages: as many as are wanted, or as are left below a limit.
   *
   * @param wanted above zero
   * @param limit how many may be reserved in all
   * @return what is reserved in all, and how many of them are the caller's: none if none is left
   * @throws io.tenantcrypt.error.TenantCryptException as the key tables answer
   */
  Reserved reserve(TenantId tenant, int version, String column, long wanted, long limit);

  /**
   * What a reservation gave.
   *
   * @param all messages reserved so far, these included
   * @param granted of these the caller's
   */
  record Reserved(long all, long granted) {}

  /** All usages of at least so many messages, by tenant, version and column. */
  List<Usage> atLeast(long messages);
}
