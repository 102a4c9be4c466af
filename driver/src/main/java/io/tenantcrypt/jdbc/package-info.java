/**
 * The JDBC surface over generated delegates. Imports plan, sql, catalog, protect, codec, policy,
 * tenancy and error. Never sees a key.
 */
@NullMarked
package io.tenantcrypt.jdbc;

import org.jspecify.annotations.NullMarked;
