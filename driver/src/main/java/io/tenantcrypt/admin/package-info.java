/**
 * Provisioning and the operations on keys and data. Imports keys, protect, sql, plan, catalog,
 * tenancy and error. Nothing but the composition root imports it.
 */
@NullMarked
package io.tenantcrypt.admin;

import org.jspecify.annotations.NullMarked;
