/**
 * KEKs of this process by name, for unit tests. Imports keys.kms, keys and error. Never outlives
 * the process.
 */
@NullMarked
package io.tenantcrypt.keys.kms.memory;

import org.jspecify.annotations.NullMarked;
