package io.tenantcrypt.admin;

/**
 * A data key that should be rotated.
 *
 * @param tenant whose
 * @param version the one that seals
 * @param column the type family and the domain of the column that has sealed the most
 * @param reserved cells of that column that are sealed or reserved for sealing
 */
public record DueKey(String tenant, int version, String column, long reserved) {}
