package io.tenantcrypt.keys.store;

/**
 * How much an export holds.
 *
 * @param tenants the platform's own included
 * @param keys versions of keys, tombstones included
 * @param columns protected columns on record
 */
public record ExportCounts(long tenants, long keys, long columns) {

  static final ExportCounts NONE = new ExportCounts(0, 0, 0);

  ExportCounts withTenant(long itsKeys) {
    return new ExportCounts(tenants + 1, keys + itsKeys, columns);
  }

  ExportCounts withColumns(long more) {
    return new ExportCounts(tenants, keys, columns + more);
  }
}
