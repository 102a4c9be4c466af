/**
 * The column policy as immutable records. Imports nothing but the JDK. Never reads a file and never
 * knows YAML.
 */
@NullMarked
package io.tenantcrypt.policy;

import org.jspecify.annotations.NullMarked;
