package io.tenantcrypt.keys;

import java.time.Instant;
import java.util.List;

/**
 * Running drivers, as the key tables know them. Times are the database's. Safe for several threads.
 *
 * <p>Every method throws {@link io.tenantcrypt.error.TenantCryptException} as {@link KeyTable}
 * does.
 */
public interface InstanceTable {

  /** The database's clock, in whole milliseconds. */
  Instant now();

  /** Writes what an instance tells, for the first time or again. */
  void write(InstanceRow instance);

  /**
   * Forgets one.
   *
   * @return false if it was not known
   */
  boolean remove(KeyId id);

  /** All that are known, the silent ones too, by their start. */
  List<InstanceRow> list();
}
