/**
 * {@code jdbc:stub:<name>}: a driver that answers chosen statements from memory, so that a
 * benchmark measures a driver above it and no server. Everything else goes to a real connection
 * beneath.
 */
@NullMarked
package io.tenantcrypt.it.stub;

import org.jspecify.annotations.NullMarked;
