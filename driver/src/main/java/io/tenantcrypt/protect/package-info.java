/**
 * Seals parameters and opens cells. Imports codec, crypto, keys, plan, policy, tenancy and error.
 * Never sees SQL.
 */
@NullMarked
package io.tenantcrypt.protect;

import org.jspecify.annotations.NullMarked;
