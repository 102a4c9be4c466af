package io.tenantcrypt.admin;

/**
 * A column of the key that a table is swept by.
 *
 * @param name quoted as its database wants it
 * @param kind how its values are handled
 */
record KeyColumn(String name, KeyKind kind) {}
