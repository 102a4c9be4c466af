package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.ColumnKey;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tenant's data key, unwrapped. Its bytes and all column keys derived from it are
 * overwritten when it has left the cache and the last lease has ended. Safe for several threads.
 */
public interface DataKey {

  /** The key version that stands in each cell's header; from 1. */
  int version();

  /**
   * Takes a lease. A cheap call, made for each statement or cell.
   *
   * @return false if the key has left the cache or its time to live is over: ask {@link DataKeys}
   *     again
   */
  boolean acquire();

  /** As {@link #acquire()}, by a look at the clock as {@link #mayOpen} takes it. */
  boolean acquire(long looked);

  /**
   * Whether cells may be opened without a lease, by column keys taken under an earlier one. The key
   * may be destroyed in the midst of it: then {@link io.tenantcrypt.crypto.KeyDestroyedException},
   * and the caller asks {@link DataKeys} again. Costs no atomic write.
   *
   * @param looked when the caller last looked at {@link DataKeys#clock}; the later of this and the
   *     cache's own last look decides, so that a caller which looks rarely is not believed for long
   */
  boolean mayOpen(long looked);

  /**
   * Whether new cells are sealed under this version now, by a ring that is believed: what was
   * sealed under it may be sent. Needs no lease, reads no table and takes no lock.
   *
   * @param looked when the caller looked at {@link DataKeys#clock}, after the cells were sealed
   */
  boolean seals(long looked);

  /** Ends a lease; exactly once for each that was taken. */
  void release();

  /**
   * The key of one column, derived once. Only under a lease.
   *
   * @param domain the column's domain
   * @param family the label of its logical type family
   */
  ColumnKey column(String domain, String family);

  /**
   * The key of one column, if it was derived before; else null. Needs no lease where {@link
   * #mayOpen} needs none.
   */
  @Nullable ColumnKey derived(String domain, String family);

  /**
   * The key of one column, to seal one cell with; the cell is counted. Only under a lease.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC037 if the key may seal no more cells of
   *     this column; else as the key tables answer, where more of them must be reserved
   */
  ColumnKey columnToSeal(String domain, String family);
}
