/**
 * KEK URIs, key versions and states, the ring and the cache of data keys. Imports crypto, tenancy,
 * policy and error. Never sees SQL or a cell.
 */
@NullMarked
package io.tenantcrypt.keys;

import org.jspecify.annotations.NullMarked;
