/**
 * Java and SQL values to canonical bytes and back, per logical type. Imports policy and error.
 * Never sees a key.
 */
@NullMarked
package io.tenantcrypt.codec;

import org.jspecify.annotations.NullMarked;
