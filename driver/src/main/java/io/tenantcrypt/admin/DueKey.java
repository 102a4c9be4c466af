package io.tenantcrypt.admin;

/**
 * A data key that should be rotated.
 *
 * @param tenant whose
 * @param version the one that seals
 * @param column the domain of a column of which so many cells are sealed
 * @param reserved cells of that column that are sealed or reserved for sealing
 */
public record DueKey(String tenant, int version, String column, long reserved) {}
