/**
 * KEKs in a PKCS#12 file, for a laptop or a demo; not a KMS. Imports keys.kms, keys and error.
 * Never a fallback for another provider.
 */
@NullMarked
package io.tenantcrypt.keys.kms.local;

import org.jspecify.annotations.NullMarked;
