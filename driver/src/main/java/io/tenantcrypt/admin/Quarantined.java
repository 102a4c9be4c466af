package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;

/**
 * A cell that a sweep could not seal anew and left as it is.
 *
 * @param table as messages name it
 * @param column as messages name it
 * @param key the row's key
 * @param code TC020 for a cell that does not authenticate or whose version is unknown, TC021 for
 *     plaintext, TC034 for a cell under a destroyed version, TC040 for a reserved format; TC041
 *     where the cell opens and the database refuses to update the row
 */
record Quarantined(String table, String column, KeyPosition key, ErrorCode code) {}
