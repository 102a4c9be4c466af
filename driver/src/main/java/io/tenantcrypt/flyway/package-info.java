/**
 * Lets Flyway know the prefix {@code jdbc:tenantcrypt:}, by its own plugin interface. Imports
 * nothing of this driver and is loaded by Flyway alone: without it on the class path nothing here
 * is. Never opens a connection.
 */
@NullMarked
package io.tenantcrypt.flyway;

import org.jspecify.annotations.NullMarked;
