/**
 * The key tables over JDBC. Imports keys, crypto, tenancy, policy and error. Never sees an
 * unwrapped key except the registry key that seals its rows.
 */
@NullMarked
package io.tenantcrypt.keys.store;

import org.jspecify.annotations.NullMarked;
