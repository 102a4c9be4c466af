/**
 * The same application twice for each framework: on a plain database and behind the driver. What
 * the framework sends is kept in {@code src/test/resources/captured}, and each statement there is
 * taken or refused as the file says.
 */
package io.tenantcrypt.it.frameworks;
