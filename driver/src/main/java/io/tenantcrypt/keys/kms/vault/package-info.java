/**
 * KEKs in the transit engine of HashiCorp Vault or OpenBao, by the JDK's own HTTP client. Imports
 * keys.kms, keys, crypto and error. Never writes a token, a secret or a key to a message or a log.
 */
@NullMarked
package io.tenantcrypt.keys.kms.vault;

import org.jspecify.annotations.NullMarked;
