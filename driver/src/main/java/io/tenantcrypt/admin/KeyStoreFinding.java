package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;

/**
 * Something wrong in the key tables.
 *
 * @param where a tenant's id, or {@code registry}
 * @param code which condition
 * @param message what is wrong and what to do
 */
public record KeyStoreFinding(String where, ErrorCode code, String message) {}
