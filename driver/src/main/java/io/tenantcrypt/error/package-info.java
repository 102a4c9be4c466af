/**
 * The error table of the design: one code, one unchecked exception. Imports the JDK only. Never
 * holds a value in a message.
 */
@NullMarked
package io.tenantcrypt.error;

import org.jspecify.annotations.NullMarked;
