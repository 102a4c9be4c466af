/**
 * The cell format, AEAD, key derivation, key bytes. Imports error and the JDK. No I/O, no SQL, no
 * tenant logic.
 */
@NullMarked
package io.tenantcrypt.crypto;

import org.jspecify.annotations.NullMarked;
