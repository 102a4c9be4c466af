/**
 * The operator's command line. Imports the driver's public entry points and picocli. Never sees a
 * key, and never takes or prints a secret on the command line.
 */
@NullMarked
package io.tenantcrypt.cli;

import org.jspecify.annotations.NullMarked;
