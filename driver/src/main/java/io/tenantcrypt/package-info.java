/**
 * Composition root and public entry points. Imports every other package; nothing imports it. Holds
 * no logic of its own.
 */
@NullMarked
package io.tenantcrypt;

import org.jspecify.annotations.NullMarked;
